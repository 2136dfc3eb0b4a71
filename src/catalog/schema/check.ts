import type * as z from "zod";
import type { Finding } from "../../findings/index.js";
import type { YamlFile } from "../yaml/read-yaml.js";
import { explain } from "./explain.js";

/** A file as far as it can be used: `data` is undefined when nothing of it can. */
export interface CheckedFile<T> {
  readonly data: T | undefined;
  readonly findings: readonly Finding[];
  /** Names of the entries that are left out because they are wrong. */
  readonly leftOut: readonly string[];
}

/**
 * Holds a file against its schema and reports every problem. Where all problems lie within entries of one list (`offers`,
 * `models`), only those entries are left out, so that the checks of the others still run.
 */
export function checkFile<T>(schema: z.ZodType<T>, file: YamlFile, entries?: "offers" | "models"): CheckedFile<T> {
  if (file.data === undefined) return { data: undefined, findings: file.findings, leftOut: [] };
  const issues = issuesOf(schema, file.data);
  const findings = [...file.findings, ...withoutRepeats(explain(issues, file.data, file.source), file.findings)];
  if (conforms(schema, file.data, issues)) return { data: file.data, findings, leftOut: [] };
  const rest = entries === undefined ? undefined : withoutEntries(file, entries, issues);
  if (rest !== undefined && conforms(schema, rest.data, issuesOf(schema, rest.data))) {
    return { data: rest.data, findings, leftOut: rest.leftOut };
  }
  return { data: undefined, findings, leftOut: [] };
}

type Issues = readonly z.core.$ZodIssue[];

function issuesOf(schema: z.ZodType, data: unknown): Issues {
  return schema.safeParse(data).error?.issues ?? [];
}

/** No schema of the catalog transforms, so data without issues is itself what the schema describes. */
function conforms<T>(_schema: z.ZodType<T>, data: unknown, issues: Issues): data is T {
  return data !== undefined && issues.length === 0;
}

/** A value that YAML already complains of is not complained of twice. */
function withoutRepeats(findings: readonly Finding[], earlier: readonly Finding[]): Finding[] {
  const places = new Set(earlier.map(({ position }) => `${position.line}:${position.column}`));
  return findings.filter(({ position }) => !places.has(`${position.line}:${position.column}`));
}

function withoutEntries(file: YamlFile, list: string, issues: Issues) {
  const wrong = new Set(issues.map(({ path }) => (path[0] === list ? path[1] : undefined)));
  if (wrong.has(undefined) || typeof file.data !== "object" || file.data === null) return undefined;
  const entries: unknown = Reflect.get(file.data, list);
  if (!Array.isArray(entries)) return undefined;
  const data = Object.assign(Object.create(null), file.data, {
    [list]: entries.filter((_, index) => !wrong.has(index)),
  });
  file.source.markAs(data, file.data);
  return { data, leftOut: entries.filter((_, index) => wrong.has(index)).map(idOf) };
}

function idOf(entry: unknown): string {
  const id = typeof entry === "object" && entry !== null && "id" in entry ? entry.id : undefined;
  return typeof id === "string" ? id : "";
}
