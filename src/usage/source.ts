import type { Provider } from "../meters/index.js";
import type { JsonObject, JsonValue } from "../money/index.js";
import type { RecordOutcome } from "./event.js";

/** How a source's files are cut into records: a line, an element of a document, a row. */
export type SourceShape = "jsonl" | "json" | "csv";

/** What an import knows and a record does not. */
export interface SourceContext {
  /** The provider of a word in any spelling: its id or one of its `also_known_as`. */
  readonly providerOf: (word: string) => Provider | undefined;
  /** The first row of a delimited file; required to read one. */
  readonly header?: readonly string[];
}

/** One record: a parsed value, or the cells of a row in the header's order. */
export type SourceRecord =
  | { readonly line: number; readonly value: JsonValue }
  | { readonly line: number; readonly cells: readonly string[] };

/** Reads one record of one file. A document that holds several (OTLP, an array) gives an outcome for each. */
export type ReadRecord = (record: SourceRecord) => RecordOutcome[];

/** What a file begins with: its header, or its first records (one is enough for most; some logs begin with notes). */
export type SourceSample = { readonly header: readonly string[] } | { readonly records: readonly JsonValue[] };

/** A kind of usage log. One file in `sources/` and one entry in its list. */
export interface UsageSource {
  /** Stable name, for `--from`, and the default `source` of its events. */
  readonly id: string;
  readonly title: string;
  /** Records of one identity grow: a later one that is larger in every meter corrects the earlier. */
  readonly growing: boolean;
  readonly shapes: readonly SourceShape[];
  detect(sample: SourceSample): boolean;
  /** Call once for each file: some logs carry state from record to record. */
  open(context: SourceContext): ReadRecord;
}

/** What a file of `sources/` writes; `defineSource` makes the UsageSource of it. */
export interface SourceFormat {
  readonly id: string;
  readonly title: string;
  readonly growing: boolean;
  readonly shapes: readonly SourceShape[];
  /** Whether an object is a record of this source. */
  detects(record: JsonObject): boolean;
  /** Whether a header (blanks cut, letter case as it is) is this source's. Absent where there is no delimited form. */
  detectsHeader?(names: ReadonlySet<string>): boolean;
  /** Rows come as objects of text by column name; blank cells are left out. */
  open(context: SourceContext): (record: JsonObject) => RecordOutcome | RecordOutcome[];
}
