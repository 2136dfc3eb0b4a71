import type { YAMLException } from "js-yaml";
import { parseDocument } from "yaml";
import type { Finding } from "../../findings/index.js";
import type { SourceMap } from "./source-map.js";

/** The package yaml goes on after an error and so finds all of them; beyond these a text is no catalog file at all. */
const MOST_ERRORS = 100;

const REMEDIES: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "indent with spaces",
  MISSING_CHAR: "close the quote or bracket",
};
const REMEDY = "correct the YAML here; docs/catalog.md shows each file's shape";

/** Every syntax error of a text that js-yaml refused; its own, where the package yaml has none. */
export function syntaxFindings(source: SourceMap, text: string, refused: YAMLException): Finding[] {
  const document = parseDocument(text, { schema: "failsafe", uniqueKeys: false, prettyErrors: false });
  const errors = document.errors.slice(0, MOST_ERRORS);
  if (errors.length === 0 || errors.some((error) => error.code === "RESOURCE_EXHAUSTION")) {
    return [finding(source, refused.mark?.position ?? 0, refused.reason, REMEDY)];
  }
  return errors.map((error) => finding(source, error.pos[0], error.message, REMEDIES[error.code] ?? REMEDY));
}

function finding(source: SourceMap, offset: number, message: string, remedy: string): Finding {
  return { rule: "yaml", severity: "error", message, position: source.position(offset), remedy };
}
