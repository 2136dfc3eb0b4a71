export { STDIN } from "./byte-source.js";
export type { RejectedLine } from "./csv/record-reader.js";
export { openTable, type Table } from "./csv/table.js";
export { FileProblem, type FileProblemFacts } from "./file-problem.js";
export { findFiles } from "./folder.js";
export { type Input, openInput } from "./input.js";
export { parseJson } from "./json/parse-json.js";
export { openRecords, type Records } from "./json/records.js";
export { type OpenOptions, openText } from "./text-file.js";
