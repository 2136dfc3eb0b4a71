import type { RejectedLine } from "../csv/record-reader.js";
import { FileProblem } from "../file-problem.js";
import type { TextFile } from "../text-file.js";
import { type JsonChunk, type JsonRecord, readLines } from "./json-lines.js";
import { type FailedJson, parseJson } from "./parse-json.js";
import { sniffJson } from "./sniff.js";

/** A document is held in memory whole, and a text of JavaScript cannot be much longer. */
const LARGEST_DOCUMENT = 512 * 1024 * 1024 - 1024;

/** Reads a file of one document, or of several one after the other (the pages of an API saved to one file). */
export async function* readJsonDocuments(file: TextFile): AsyncGenerator<JsonChunk> {
  const text = await wholeText(file);
  const whole = parseJson(text);
  if (whole.ok) yield { records: [{ line: lineAt(text, firstMark(text, 0)), value: whole.value }], rejected: [] };
  else if (sniffJson(text) === "jsonl") yield readLines(text, 1);
  else yield readSeveral(text, whole);
}

async function wholeText(file: TextFile): Promise<string> {
  const parts: string[] = [];
  let length = 0;
  for await (const block of file.blocks) {
    length += block.kind === "lines" ? block.text.length : block.length;
    if (length > LARGEST_DOCUMENT || block.kind === "overlong") throw tooLarge(file.path);
    parts.push(block.text);
  }
  return parts.join("");
}

/** Cuts at the ends of top-level values. What is no JSON is one reject; the documents around it are good. */
function readSeveral(text: string, whole: FailedJson): JsonChunk {
  const records: JsonRecord[] = [];
  const rejected: RejectedLine[] = [];
  const first = documentEnd(text, firstMark(text, 0));
  if (first === undefined || firstMark(text, first) >= text.length) {
    return { records, rejected: [rejectedAt(text, 0, whole)] };
  }
  for (let start = firstMark(text, 0); start < text.length; ) {
    const end = documentEnd(text, start) ?? text.length;
    const parsed = parseJson(text.slice(start, end));
    if (parsed.ok) records.push({ line: lineAt(text, start), value: parsed.value });
    else rejected.push(rejectedAt(text, start, parsed));
    start = firstMark(text, end);
  }
  return { records, rejected };
}

/** `base` is where the parsed text starts within the whole. */
function rejectedAt(text: string, base: number, parsed: FailedJson): RejectedLine {
  const at = base + (parsed.offset ?? 0);
  return { line: lineAt(text, at), reason: `column ${columnAt(text, at)}: ${parsed.reason}` };
}

/** After the value that starts here; undefined when it does not end. Only brackets and strings matter. */
function documentEnd(text: string, start: number): number | undefined {
  const marks = /["[\]{}]/g;
  marks.lastIndex = start;
  let depth = 0;
  for (let found = marks.exec(text); found !== null; found = marks.exec(text)) {
    const mark = found[0];
    if (mark === '"') {
      const end = stringEnd(text, found.index);
      if (end === undefined) return undefined;
      marks.lastIndex = end;
    } else if (mark === "{" || mark === "[") depth += 1;
    else depth -= 1;
    if (depth <= 0 && mark !== '"') return marks.lastIndex;
  }
  return undefined;
}

/** After the closing quote of a string that opens here. */
function stringEnd(text: string, open: number): number | undefined {
  for (let close = text.indexOf('"', open + 1); close >= 0; close = text.indexOf('"', close + 1)) {
    let slashes = 0;
    while (text[close - 1 - slashes] === "\\") slashes += 1;
    if (slashes % 2 === 0) return close + 1;
  }
  return undefined;
}

/** The next place that is neither blank nor a comma between documents. */
function firstMark(text: string, from: number): number {
  const mark = /[^\s,]/g;
  mark.lastIndex = from;
  return mark.exec(text)?.index ?? text.length;
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}

function columnAt(text: string, offset: number): number {
  return offset - (offset === 0 ? -1 : text.lastIndexOf("\n", offset - 1));
}

function tooLarge(path: string): FileProblem {
  return new FileProblem({
    path,
    expected: "a JSON document of at most 512 MB",
    found: "a larger one",
    remedy: "export it as JSON Lines (one value a line) or in several files",
  });
}
