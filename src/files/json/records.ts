import type { Encoding } from "../encoding.js";
import { type OpenOptions, openText, type TextFile } from "../text-file.js";
import { readJsonDocuments } from "./json-documents.js";
import { type JsonChunk, readJsonLines } from "./json-lines.js";
import { sniffJson } from "./sniff.js";

/** A file of JSON values: one a line, or whole documents. */
export interface Records {
  readonly path: string;
  readonly shape: "jsonl" | "json";
  /** Values with their lines, by chunks. Can be read once. */
  readonly chunks: AsyncIterable<JsonChunk>;
  readonly size: number | undefined;
  bytesRead(): number;
  encoding(): Encoding;
  /** Of the raw bytes; complete once all chunks were read. */
  sha256(): string;
  readonly notes: readonly string[];
}

/** Throws a FileProblem for what is no text. */
export async function openRecords(path: string, options: OpenOptions = {}): Promise<Records> {
  const file = await openText(path, options);
  return recordsOf(file, sniffJson(file.head) ?? "jsonl");
}

/** Reads an opened text as JSON values. */
export function recordsOf(file: TextFile, shape: "jsonl" | "json"): Records {
  return {
    path: file.path,
    shape,
    chunks: shape === "json" ? readJsonDocuments(file) : readJsonLines(file),
    size: file.size,
    bytesRead: file.bytesRead,
    encoding: file.encoding,
    sha256: file.sha256,
    notes: file.notes,
  };
}
