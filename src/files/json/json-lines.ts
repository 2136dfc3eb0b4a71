import type { JsonValue } from "../../money/index.js";
import type { RejectedLine } from "../csv/record-reader.js";
import { FileProblem } from "../file-problem.js";
import type { TextFile } from "../text-file.js";
import { parseJson } from "./parse-json.js";

/** One JSON value and the line that it starts on, from 1. */
export interface JsonRecord {
  readonly line: number;
  readonly value: JsonValue;
}

export interface JsonChunk {
  readonly records: readonly JsonRecord[];
  readonly rejected: readonly RejectedLine[];
}

/** Reads one value a line. A line that is no JSON is rejected with its column, and reading goes on at the next. */
export async function* readJsonLines(file: TextFile): AsyncGenerator<JsonChunk> {
  let line = 1;
  try {
    for await (const block of file.blocks) {
      if (block.kind === "overlong") {
        yield { records: [], rejected: [{ line, reason: `the line is too long (${block.length} bytes)` }] };
        line += 1;
        continue;
      }
      const chunk = readLines(block.text, line);
      yield chunk;
      line = chunk.nextLine;
    }
  } catch (error) {
    if (!(error instanceof FileProblem) || line === 1) throw error;
    yield { records: [], rejected: [{ line, reason: error.message }] };
  }
}

interface ReadLines extends JsonChunk {
  readonly nextLine: number;
}

/** Reads the whole lines of a text. */
export function readLines(text: string, firstLine: number): ReadLines {
  const records: JsonRecord[] = [];
  const rejected: RejectedLine[] = [];
  let line = firstLine;
  for (let start = 0; start < text.length; line += 1) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    readLine(text.slice(start, end), line, records, rejected);
    start = end + 1;
  }
  return { records, rejected, nextLine: line };
}

function readLine(text: string, line: number, records: JsonRecord[], rejected: RejectedLine[]): void {
  const parsed = parseJson(text);
  if (parsed.ok) records.push({ line, value: parsed.value });
  else if (text.trim() !== "") {
    const column = parsed.offset === undefined ? "" : `column ${parsed.offset + 1}: `;
    rejected.push({ line, reason: `${column}${parsed.reason}` });
  }
}
