import type * as z from "zod";
import { didYouMean, type Finding } from "../../findings/index.js";
import { METER_GROUPS, suggestMeter } from "../../meters/index.js";
import { Numeral } from "../yaml/numeral.js";
import type { SourceMap } from "../yaml/source-map.js";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What an issue says, before it has a place. */
interface Problem {
  readonly path: Path;
  /** Whether the finding stands at the key rather than at the value. */
  readonly atKey: boolean;
  readonly message: string;
  readonly remedy: string;
}

const DOCS = "docs/catalog.md lists every key with its form";

/** Findings of the rule `schema` for what zod found in one file: each at the value's own line and column. */
export function explain(issues: readonly Issue[], data: unknown, source: SourceMap): Finding[] {
  const problems = issues.flatMap((issue) => problemsOf(issue, data, []));
  const apart = new Map(problems.map((problem) => [`${problem.path.join("\0")} ${problem.message}`, problem]));
  return [...apart.values()].map((problem) => locate(problem, data, source));
}

function problemsOf(issue: Issue, data: unknown, base: Path): Problem[] {
  const path = [...base, ...issue.path];
  const found = valueAt(data, path);
  const number = numberTakenForMap(issue, data, path);
  if (number !== undefined) return [wrong(number, "a map (key: value)", valueAt(data, number))];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey([...path, key], key, issue.message.split(" ")));
    case "invalid_union":
      return unionProblems(issue, data, path, found);
    case "invalid_key":
      return [unknownName(path, issue.issues)];
    case "invalid_value":
      return [wrongWord(path, found, issue.values.map(String))];
    case "too_small":
      return [wrong(path, "at least one entry", found)];
    case "invalid_type":
      return [wrong(path, TYPE_WORDS[issue.expected] ?? issue.expected, found)];
    default:
      return [wrong(path, issue.message, found)];
  }
}

/** To zod a number of a file is an object and so might be a map: the path to it, where an issue speaks of its keys. */
function numberTakenForMap(issue: Issue, data: unknown, path: Path): Path | undefined {
  const map = issue.code === "unrecognized_keys" ? path : path.slice(0, -1);
  return valueAt(data, map) instanceof Numeral ? map : undefined;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  object: "a map (key: value)",
  record: "a map (key: value)",
  array: "a list ([a, b], or a line with - for each)",
  string: "a text",
};

function unknownKey(path: Path, key: string, known: readonly string[]): Problem {
  return {
    path,
    atKey: true,
    message: `unknown key ${JSON.stringify(key)}`,
    remedy: didYouMeanOr(key, known, `the keys here are ${known.join(", ")}`),
  };
}

/** A key of a map whose keys are themselves names: meters, days, types. */
function unknownName(path: Path, issues: readonly Issue[]): Problem {
  const key = String(path.at(-1));
  const [issue] = issues;
  if (issue?.code === "invalid_value") return { ...wrongWord(path, key, issue.values.map(String)), atKey: true };
  const message = `expected ${issue?.message ?? "another key"}, found ${JSON.stringify(key)}`;
  const expected = issue?.message ?? "";
  const remedy = expected.includes("meter") ? suggestMeter(key, expected.includes("group") ? METER_GROUPS : []) : DOCS;
  return { path, atKey: true, message, remedy };
}

function wrongWord(path: Path, found: unknown, words: readonly string[]): Problem {
  const all = words.join(", ");
  const few = words.length > 8 ? "a word of a closed list" : `${words.length > 1 ? "one of " : ""}${all}`;
  if (typeof found !== "string")
    return { ...wrong(path, few, found), ...(found !== undefined && { remedy: `write ${all}` }) };
  return { ...wrong(path, few, found), remedy: didYouMeanOr(found, words, `write one of ${all}`) };
}

function wrong(path: Path, expected: string, found: unknown): Problem {
  const key = JSON.stringify(String(path.at(-1)));
  if (found === undefined && typeof path.at(-1) === "string") {
    const message = `the key ${key} is missing: expected ${expected}`;
    return { path, atKey: false, message, remedy: `add ${String(path.at(-1))}; ${DOCS}` };
  }
  const remedy =
    found instanceof Numeral && expected.startsWith("a text") ? `write it in quotes: "${found.text}"` : DOCS;
  return { path, atKey: false, message: `expected ${expected}, found ${describe(found)}`, remedy };
}

/** Of a union, the alternative that the value has the shape of; none fits: all that was expected. */
function unionProblems(issue: z.core.$ZodIssueInvalidUnion, data: unknown, path: Path, found: unknown): Problem[] {
  const alternatives = found instanceof Numeral ? [] : issue.errors.filter((issues) => !issues.some(isWrongShape));
  const [nearest] = alternatives.sort((a, b) => a.length - b.length);
  if (nearest !== undefined) return nearest.flatMap((each) => problemsOf(each, data, path));
  const expected = issue.errors.flat().filter(isWrongShape);
  const words = expected.map((each) =>
    each.code === "invalid_type" ? (TYPE_WORDS[each.expected] ?? "") : each.message,
  );
  return [wrong(path, [...new Set(words)].join(", or "), found)];
}

function isWrongShape(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === "custom" || issue.code === "invalid_type");
}

function locate(problem: Problem, data: unknown, source: SourceMap): Finding {
  const { path, message, remedy } = problem;
  const container = valueAt(data, path.slice(0, -1));
  const key = path.at(-1);
  const value = valueAt(data, path);
  return {
    rule: "schema",
    severity: "error",
    message,
    position: positionOf(problem, container, key, source),
    ...(isPlain(value) ? { value: plainText(value) } : {}),
    ...modelOf(data, path),
    remedy,
  };
}

function positionOf(problem: Problem, container: unknown, key: PropertyKey | undefined, source: SourceMap) {
  if (typeof container !== "object" || container === null || key === undefined || typeof key === "symbol") {
    return source.position(0);
  }
  return problem.atKey ? source.key(container, String(key)) : source.value(container, key);
}

/** `provider/id` of the offer, or the id of the model, that the path leads into. */
function modelOf(data: unknown, path: Path): { model?: string } {
  const [list, index] = path;
  if ((list !== "offers" && list !== "models") || index === undefined) return {};
  const id = valueAt(data, [list, index, "id"]);
  if (typeof id !== "string") return {};
  return { model: list === "models" ? id : `${String(valueAt(data, ["provider"]))}/${id}` };
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== "object" || value === null || value instanceof Numeral) return undefined;
    value = Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  }
  return value;
}

function isPlain(value: unknown): value is string | boolean | Numeral {
  return typeof value === "string" || typeof value === "boolean" || value instanceof Numeral;
}

function plainText(value: string | boolean | Numeral): string {
  return value instanceof Numeral ? value.text : String(value);
}

function describe(value: unknown): string {
  if (value instanceof Numeral) return `the number ${value.text}`;
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "boolean") return String(value);
  return Array.isArray(value) ? (value.length === 0 ? "an empty list" : "a list") : "a map";
}

function didYouMeanOr(name: string, known: readonly string[], otherwise: string): string {
  return didYouMean(name, known) || otherwise;
}
