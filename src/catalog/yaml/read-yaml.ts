import { type Document, LineCounter, parseDocument } from "yaml";
import type { Finding } from "../../findings/index.js";
import { Converter } from "./convert.js";
import type { YamlValue } from "./numeral.js";
import { SourceMap } from "./source-map.js";

/** Larger files are refused before they are parsed: the largest real one is a tenth of it. */
export const MOST_BYTES_PER_FILE = 2_000_000;

export interface YamlFile {
  /** Undefined when the file cannot be read as YAML. */
  readonly data: YamlValue | undefined;
  readonly source: SourceMap;
  readonly findings: readonly Finding[];
}

/**
 * Reads one YAML (or JSON) text with the position of every value. Numbers come from their source text. Syntax errors,
 * duplicate keys, alias bombs, reserved keys and oversized texts are findings of the rule `yaml`, all of them.
 */
export function readYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const source = new SourceMap(file, lines);
  if (text.length > MOST_BYTES_PER_FILE) return { data: undefined, source, findings: [tooLarge(source, text.length)] };
  // The failsafe schema leaves every scalar as its text: what a number is, is decided in plain-scalar.ts, exactly.
  const options = { schema: "failsafe", uniqueKeys: false, prettyErrors: false, lineCounter: lines } as const;
  const document = parseDocument(text, options);
  const syntax = syntaxFindings(document, source);
  if (syntax.length > 0) return { data: undefined, source, findings: syntax };
  const converter = new Converter(document, source);
  const data = converter.convert();
  return { data, source, findings: converter.findings };
}

function syntaxFindings(document: Document.Parsed, source: SourceMap): Finding[] {
  const deep = document.errors.find((error) => error.code === "RESOURCE_EXHAUSTION");
  if (deep !== undefined) {
    const message = "expected data a few levels deep, found nesting beyond what can be read";
    return [yamlFinding(source, deep.pos[0], message, "Remove the nesting.")];
  }
  return [...document.errors, ...document.warnings].map((error) =>
    yamlFinding(source, error.pos[0], error.message, remedyOf(error.code)),
  );
}

const REMEDIES: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: "Keep one document a file: remove the line ---.",
  TAB_AS_INDENT: "Indent with spaces.",
  TAG_RESOLVE_FAILED: "Remove the tag: the catalog's files use none.",
  MISSING_CHAR: "Close the quote or bracket.",
};

function remedyOf(code: string): string {
  return REMEDIES[code] ?? "Correct the YAML here; docs/catalog.md shows each file's shape.";
}

function tooLarge(source: SourceMap, length: number): Finding {
  const message = `expected at most ${MOST_BYTES_PER_FILE} characters in a file, found ${length}`;
  return yamlFinding(source, 0, message, "Split the file, or check that it is a catalog file at all.");
}

/** A finding of the rule `yaml` at an offset of the file. */
export function yamlFinding(source: SourceMap, offset: number, message: string, remedy: string): Finding {
  return { rule: "yaml", severity: "error", message, position: source.position(offset), remedy };
}
