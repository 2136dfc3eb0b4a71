import { type Table, tableOf } from "./csv/table.js";
import { type Records, recordsOf } from "./json/records.js";
import { sniffJson } from "./json/sniff.js";
import { type OpenOptions, openText } from "./text-file.js";

/** A file as what its content says it is; its name does not count. */
export type Input =
  | { readonly kind: "table"; readonly table: Table }
  | { readonly kind: "records"; readonly records: Records };

/** Throws a FileProblem for what is no file, no text, or empty. */
export async function openInput(path: string, options: OpenOptions = {}): Promise<Input> {
  const file = await openText(path, options);
  const shape = sniffJson(file.head);
  return shape === undefined
    ? { kind: "table", table: tableOf(file) }
    : { kind: "records", records: recordsOf(file, shape) };
}
