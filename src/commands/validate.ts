import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Catalog } from "../catalog/index.js";
import type { ParsedCatalog } from "../catalog/parse.js";
import { RULES, runRules } from "../catalog/rules/index.js";
import { layOver, readCatalog, shownFrom } from "../files/catalog-folder.js";
import { type Finding, InputError, sortFindings, UsageError } from "../findings/index.js";
import { formatDay, type Instant, parseInstant } from "../meters/index.js";
import { type FindingsReport, isOk } from "../reports/findings.js";
import { findingsDocument } from "../reports/findings-json.js";
import type { Terminal } from "../reports/terminal.js";
import type { Command, Deps, Format, Given } from "./command.js";
import { catalogPlace } from "./open-catalog.js";

export interface ValidateOptions {
  /** A catalog directory or an artefact; undefined for the usual place. */
  readonly path: string | undefined;
  /** The git revision to compare with. */
  readonly base: string | undefined;
  readonly strict: boolean;
  /** The day that rules of time are held against; undefined for today. */
  readonly at: Instant | undefined;
}

export const validate: Command<ValidateOptions> = {
  name: "validate",
  summary: "check a catalog against its rules",
  description:
    "Checks every file, price and name of a catalog against the rules of docs/rules.md and reports all that is wrong, with file, line and what to do.",
  arguments: [
    { name: "PATH", description: "a catalog directory or a compiled artefact", required: false, variadic: false },
  ],
  options: [
    { name: "base", value: "REV", description: "compare with the catalog at this git revision as well" },
    { name: "strict", description: "warnings fail too" },
    { name: "at", value: "DATE", description: "check as of this day", default: "today" },
  ],
  formats: ["table", "json", "sarif", "junit", "github"],
  examples: [
    { command: "aimodels validate", explains: "the catalog here" },
    { command: "aimodels validate --base origin/main --format github", explains: "in a pull request's workflow" },
  ],
  exitCodes: {
    0: "the catalog is valid",
    1: "it has errors, or with --strict warnings",
    3: "there is no catalog there, or git does not know the revision",
  },
  read: readOptions,
  async run(options, deps) {
    const report = await validateCatalog(options, deps);
    return {
      exit: isOk(report.shown) ? 0 : 1,
      json: findingsDocument(report.shown),
      render: (format, terminal) => rendered(report.shown, format, terminal),
      notes: report.notes,
    };
  },
};

function readOptions(given: Given): ValidateOptions {
  const at = given.text("at");
  const instant = at === undefined ? undefined : parseInstant(at);
  if (at !== undefined && instant === undefined) {
    throw new UsageError(`expected a day for --at, found ${JSON.stringify(at)}`, { remedy: "write it as 2026-10-31" });
  }
  return { path: given.arguments[0], base: given.text("base"), strict: given.flag("strict"), at: instant };
}

interface Outcome {
  readonly shown: FindingsReport;
  readonly notes: readonly string[];
}

async function validateCatalog({ path, base, strict, at }: ValidateOptions, deps: Deps): Promise<Outcome> {
  const place = path ?? catalogPlace(deps.places, deps.cwd);
  const parsed = await readCatalog(place, { cwd: deps.cwd, overlays: deps.places.overlays });
  refuseNothing(place, parsed);
  const before = base === undefined ? null : await catalogBefore(place, base, deps);
  const today = at ?? deps.now;
  const findings = sortFindings([...parsed.findings, ...ruleFindings(parsed, before, today)]);
  const subject = shownFrom(deps.cwd, place);
  const extent = parsed.catalog === null ? "" : extentOf(parsed.catalog);
  const notes = [...notTheFolder(path, place, deps), ...notesOf(parsed.catalog)];
  if (base !== undefined && before === null)
    notes.push(`There was no catalog at ${subject} in ${base}: nothing to compare.`);
  if (at !== undefined) notes.push(`Checked as of ${formatDay(at)}.`);
  return { shown: { findings, subject, extent, strict, rules: RULES }, notes };
}

/** A folder that lost its policy.yaml is no longer taken for the catalog: a check that passes must not hide that. */
function notTheFolder(path: string | undefined, place: string, deps: Deps): string[] {
  const isHere = path !== undefined || deps.places.catalog !== undefined || place === "catalog";
  if (isHere || !existsSync(resolve(deps.cwd, "catalog"))) return [];
  return [
    "catalog/ holds no policy.yaml, so the shipped catalog was checked; aimodels validate catalog checks the folder.",
  ];
}

/** Where there is no catalog at all, that is no finding about one. */
function refuseNothing(place: string, { catalog, findings }: ParsedCatalog): void {
  const [first] = findings;
  if (catalog !== null || first === undefined || findings.some((finding) => finding.rule !== "files")) return;
  throw new InputError(first.message, { position: { file: place }, remedy: first.remedy });
}

function ruleFindings({ catalog, leftOut }: ParsedCatalog, before: Catalog | null, today: Instant): Finding[] {
  if (catalog === null) return [];
  return runRules(catalog, RULES, { today, leftOut, ...(before !== null && { before }) });
}

/** The catalog at the revision under the overlays of now, so that only a change of the catalog itself is a change. */
async function catalogBefore(place: string, revision: string, deps: Deps): Promise<Catalog | null> {
  const { catalogTextsAt } = await import("../files/git-revision.js");
  const { parseCatalog } = await import("../catalog/parse.js");
  const shown = shownFrom(deps.cwd, place);
  const directory = resolve(deps.cwd, place);
  if (!statSync(directory).isDirectory()) {
    throw new UsageError(`--base compares a catalog directory, and ${shown} is a file`, {
      remedy: "name the directory",
    });
  }
  let read = parseCatalog(await catalogTextsAt(directory, shown, revision), { layer: shown });
  for (const overlay of deps.places.overlays) read = await layOver(read, overlay, deps.cwd);
  return read.catalog;
}

function extentOf(catalog: Catalog): string {
  const offers = [...catalog.providers.values()].flatMap((provider) => provider.offers);
  const sets = offers.reduce((sum, offer) => sum + offer.prices.length, 0);
  return [counted(offers.length, "offer"), counted(catalog.models.size, "model"), counted(sets, "price set")].join(
    ", ",
  );
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** How much of the catalog stands on one source alone: R25 of docs/rules.md. */
function notesOf(catalog: Catalog | null): string[] {
  const offers = [...(catalog?.providers.values() ?? [])].flatMap((provider) => provider.offers);
  const sets = offers.flatMap((offer) => offer.prices);
  const single = sets.filter((set) => set.unverified !== null).length;
  if (single === 0) return [];
  return [`${single} of ${sets.length} price sets rest on one source; \`unverified\` says why.`];
}

async function rendered(report: FindingsReport, format: Exclude<Format, "json">, terminal: Terminal): Promise<string> {
  switch (format) {
    case "sarif":
      return (await import("../reports/findings-sarif.js")).findingsSarif(report);
    case "junit":
      return (await import("../reports/findings-junit.js")).findingsJunit(report);
    case "github":
      return (await import("../reports/findings-github.js")).findingsGithub(report);
    default:
      return (await import("../reports/findings-table.js")).findingsTable(report, terminal);
  }
}
