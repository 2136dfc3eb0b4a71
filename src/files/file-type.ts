import { FileProblem } from "./file-problem.js";

interface KnownType {
  readonly name: string;
  readonly starts: readonly number[];
  readonly remedy: string;
}

/** The first bytes of files that people take for an export. */
const BINARY_TYPES: readonly KnownType[] = [
  {
    name: "a ZIP archive or an Excel workbook (XLSX)",
    starts: [0x50, 0x4b, 0x03, 0x04],
    remedy: "unpack the archive, or save the sheet as CSV",
  },
  { name: "an old Excel workbook (XLS)", starts: [0xd0, 0xcf, 0x11, 0xe0], remedy: "save the sheet as CSV" },
  {
    name: "a PDF document",
    starts: [0x25, 0x50, 0x44, 0x46],
    remedy: "download the CSV export of the same invoice from the provider's console",
  },
  { name: "a Parquet file", starts: [0x50, 0x41, 0x52, 0x31], remedy: "export it as CSV" },
  {
    name: "an SQLite database",
    starts: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66],
    remedy: "a ledger is named with --ledger",
  },
  { name: "a Zstandard archive", starts: [0x28, 0xb5, 0x2f, 0xfd], remedy: "uncompress it with zstd -d" },
  { name: "an image", starts: [0x89, 0x50, 0x4e, 0x47], remedy: "download the CSV export" },
];

/** Throws a FileProblem when the first bytes are those of something that is no text. */
export function refuseBinary(path: string, head: Uint8Array): void {
  const type = BINARY_TYPES.find(({ starts }) => starts.every((byte, index) => head[index] === byte));
  if (type === undefined) return;
  throw new FileProblem({ path, expected: "a text file (CSV, JSON or JSONL)", found: type.name, remedy: type.remedy });
}

/** A NUL in bytes that are no UTF-16 means that they are no text at all. */
export function refuseNuls(path: string, head: Uint8Array): void {
  if (!head.includes(0)) return;
  throw new FileProblem({
    path,
    expected: "a text file (CSV, JSON or JSONL)",
    found: "binary data",
    remedy: "export it as CSV, JSON or JSONL",
  });
}
