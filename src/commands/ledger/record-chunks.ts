import type { Input, RejectedLine } from "../../files/index.js";
import type { SourceRecord, SourceSample } from "../../usage/index.js";

/** Records that are at hand at once, of a table or of JSON alike. */
export interface RecordChunk {
  readonly records: readonly SourceRecord[];
  readonly rejected: readonly RejectedLine[];
}

export async function* recordChunks(input: Input): AsyncGenerator<RecordChunk> {
  if (input.kind === "records") yield* input.records.chunks;
  else for await (const { rows, rejected } of input.table.rows) yield { records: rows, rejected };
}

/** Records that a source may look at to know its own: some logs begin with notes. */
const SAMPLE_RECORDS = 50;

export function sampleOf(input: Input, begun: readonly RecordChunk[]): SourceSample {
  if (input.kind === "table") return { header: input.table.header };
  const records = begun.flatMap((chunk) => chunk.records).slice(0, SAMPLE_RECORDS);
  return { records: records.map((record) => ("value" in record ? record.value : null)) };
}

/** Whether a sample shows all that can be known of the source: a header does, and so do many records. */
export function isEnough(sample: SourceSample): boolean {
  return "header" in sample || sample.records.length >= SAMPLE_RECORDS;
}
