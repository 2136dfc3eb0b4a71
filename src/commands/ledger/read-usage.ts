import { FileProblem, type Input, openInput, type RejectedLine } from "../../files/index.js";
import { type EventBatch, EventBatcher } from "../../ledger/batch/event-batch.js";
import type { Provider } from "../../meters/index.js";
import type { SourceRecord } from "../../usage/index.js";
import { detectSource, maskSecrets, sourceOfId, USAGE_SOURCES, type UsageSource } from "../../usage/index.js";
import { isEnough, type RecordChunk, recordChunks, sampleOf } from "./record-chunks.js";

/** Large enough that a commit costs little for each event, small enough that two imports take turns. */
const EVENTS_IN_BATCH = 10_000;

export interface UsageFile {
  /** As it was given; `-` is standard input. */
  readonly path: string;
  readonly cwd: string;
  /** The source's id, where the person knows better than detection. */
  readonly from: string | undefined;
  /** Other names of providers, in lower case. */
  readonly providerNames: ReadonlyMap<string, Provider>;
}

interface RejectedRecordLine extends RejectedLine {
  /** Decimal text; null where the record does not tell. */
  readonly tokens: string | null;
}

/** What reading a usage file gives, in this order: a start, batches, an end. Plain data, so that another thread can read. */
export type UsagePart =
  | { readonly kind: "start"; readonly format: string; readonly growing: boolean }
  | {
      readonly kind: "batch";
      readonly batch: EventBatch;
      /** The line of each event handed in. */
      readonly lines: readonly number[];
      /** Which of the records on that line, or in that document, it is, from 1; null for the only one. */
      readonly numbers: readonly (number | null)[];
      readonly rejected: readonly RejectedRecordLine[];
      readonly skipped: ReadonlyMap<string, number>;
      readonly bytesRead: number;
    }
  | { readonly kind: "end"; readonly sha256: string; readonly notes: readonly string[] };

/** Reads one usage log. Throws a FileProblem for what cannot be read, or is no usage log that a source knows. */
export async function* readUsage(file: UsageFile, stdin?: AsyncIterable<Uint8Array>): AsyncGenerator<UsagePart> {
  const input = await openInput(file.path, { cwd: file.cwd, ...(stdin === undefined ? {} : { stdin }) });
  const chunks = recordChunks(input)[Symbol.asyncIterator]();
  const begun: RecordChunk[] = [];
  const source = await findSource(file, input, chunks, begun);
  yield { kind: "start", format: source.id, growing: source.growing };
  const intake = new Intake(source, file, input);
  for (const chunk of begun) yield* intake.take(chunk);
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield* intake.take(next.value);
  yield intake.finish();
  const opened = input.kind === "table" ? input.table : input.records;
  yield { kind: "end", sha256: opened.sha256(), notes: opened.notes };
}

/** By `--from`, else by the header or the first records; the chunks that it looked at are kept in `begun`. */
async function findSource(
  file: UsageFile,
  input: Input,
  chunks: AsyncIterator<RecordChunk>,
  begun: RecordChunk[],
): Promise<UsageSource> {
  const named = file.from === undefined ? undefined : sourceOfId(file.from);
  if (named !== undefined) return named;
  for (let isWhole = false; !isWhole; ) {
    const sample = sampleOf(input, begun);
    const found = detectSource(sample);
    if (found !== undefined) return found;
    const next = await chunks.next();
    isWhole = next.done === true || isEnough(sample);
    if (!next.done) begun.push(next.value);
  }
  throw unknownFormat(file.path, input, begun);
}

/** Collects outcomes into batches. */
class Intake {
  private readonly readRecord: (record: SourceRecord) => ReturnType<ReturnType<UsageSource["open"]>>;
  private readonly bytesRead: () => number;
  private batcher = new EventBatcher();
  private lines: number[] = [];
  private numbers: (number | null)[] = [];
  private rejected: RejectedRecordLine[] = [];
  private skipped = new Map<string, number>();

  constructor(source: UsageSource, { providerNames }: UsageFile, input: Input) {
    const header = input.kind === "table" ? { header: input.table.header } : {};
    this.readRecord = source.open({ providerOf: (word) => providerNames.get(word.trim().toLowerCase()), ...header });
    this.bytesRead = () => (input.kind === "table" ? input.table : input.records).bytesRead();
  }

  *take(chunk: RecordChunk): Generator<UsagePart> {
    for (const { line, reason } of chunk.rejected) {
      this.rejected.push({ line, reason: maskSecrets(reason).text, tokens: null });
    }
    for (const record of chunk.records) {
      this.read(record);
      if (this.lines.length >= EVENTS_IN_BATCH) yield this.finish();
    }
  }

  finish(): UsagePart {
    const { batcher, lines, numbers, rejected, skipped } = this;
    this.batcher = new EventBatcher();
    this.lines = [];
    this.numbers = [];
    this.rejected = [];
    this.skipped = new Map();
    return { kind: "batch", batch: batcher.finish(), lines, numbers, rejected, skipped, bytesRead: this.bytesRead() };
  }

  private read(record: SourceRecord): void {
    const outcomes = this.readRecord(record);
    for (const [place, outcome] of outcomes.entries()) {
      if (outcome.kind === "event") {
        this.batcher.add(outcome.event);
        this.lines.push(record.line);
        this.numbers.push(outcomes.length === 1 ? null : place + 1);
      } else if (outcome.kind === "skip") {
        this.skipped.set(outcome.reason, (this.skipped.get(outcome.reason) ?? 0) + 1);
      } else {
        const tokens = outcome.tokens?.toString() ?? null;
        this.rejected.push({ line: record.line, reason: outcome.reason, tokens });
      }
    }
  }
}

function unknownFormat(path: string, input: Input, begun: readonly RecordChunk[]): FileProblem {
  const formats = USAGE_SOURCES.map(({ id, title }) => `${id} (${title})`).join(", ");
  return new FileProblem({
    path,
    line: input.kind === "table" ? input.table.headerLine : (begun.at(-1)?.records[0]?.line ?? 1),
    expected: "a usage log of a known kind",
    found: describeInput(input, begun),
    remedy: `known are ${formats}; --from ID says which one it is. An invoice is read by aimodels reconcile`,
  });
}

const MOST_NAMES = 12;

function describeInput(input: Input, begun: readonly RecordChunk[]): string {
  if (input.kind === "table") return `a table with the columns ${shortList(input.table.header)}`;
  const first = begun.flatMap((chunk) => chunk.records).map((record) => ("value" in record ? record.value : null))[0];
  if (first === undefined) {
    const broken = begun.flatMap((chunk) => chunk.rejected)[0];
    return broken === undefined ? "no record" : `no record that can be read; line ${broken.line}: ${broken.reason}`;
  }
  const one: unknown = Array.isArray(first) ? first[0] : first;
  return typeof one === "object" && one !== null
    ? `records with the keys ${shortList(Object.keys(one))}`
    : "values that are no objects";
}

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => maskSecrets(name).text);
  return names.length > MOST_NAMES ? `${shown.join(", ")}, …` : shown.join(", ");
}
