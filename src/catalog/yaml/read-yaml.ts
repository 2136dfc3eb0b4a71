import { type Event, parseEvents, YAMLException } from "js-yaml";
import type { Finding } from "../../findings/index.js";
import { Converter } from "./convert.js";
import type { YamlValue } from "./numeral.js";
import { SourceMap } from "./source-map.js";
import { syntaxFindings } from "./syntax.js";

/** Longer texts are refused before they are parsed: the longest real one is a tenth of it. */
const MOST_CHARACTERS = 2_000_000;
/** Levels of nesting; a price set's deepest value lies on the eighth. */
const MOST_LEVELS = 50;

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
  const source = new SourceMap(file, text);
  if (text.length > MOST_CHARACTERS) return { data: undefined, source, findings: [tooLong(source, text.length)] };
  const events = eventsOf(text);
  if (events instanceof YAMLException)
    return { data: undefined, source, findings: syntaxFindings(source, text, events) };
  const converter = new Converter(events, text, source);
  const data = converter.convert();
  return { data, source, findings: converter.findings };
}

/** js-yaml reads, in a fifth of the time that the package yaml takes; yaml is asked only when there is an error to explain. */
function eventsOf(text: string): Event[] | YAMLException {
  try {
    return parseEvents(text, { maxDepth: MOST_LEVELS });
  } catch (error) {
    if (error instanceof YAMLException) return error;
    throw error;
  }
}

function tooLong(source: SourceMap, length: number): Finding {
  const message = `expected at most ${MOST_CHARACTERS} characters in a file, found ${length}`;
  const remedy = "split the file, or check that it is a catalog file at all";
  return { rule: "yaml", severity: "error", message, position: source.position(0), remedy };
}
