import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Catalog } from "../catalog/index.js";
import { readCatalog } from "../files/catalog-folder.js";
import { type Finding, InputError } from "../findings/index.js";
import type { Instant } from "../meters/index.js";
import type { Places } from "./command.js";

/** The artefact that the package ships, beside the compiled code; in a checkout that is not built, the catalog itself. */
const SHIPPED = fileURLToPath(new URL("../catalog.json", import.meta.url));
const SHIPPED_SOURCE = fileURLToPath(new URL("../../catalog", import.meta.url));

const MOST_SHOWN = 5;

/** Where the catalog is: as named, else ./catalog where that holds policy.yaml, else the shipped one. */
export function catalogPlace(places: Places, cwd: string): string {
  if (places.catalog !== undefined) return places.catalog;
  if (existsSync(join(cwd, "catalog", "policy.yaml"))) return "catalog";
  return existsSync(SHIPPED) ? SHIPPED : SHIPPED_SOURCE;
}

/** The catalog with its overlays. Throws an InputError with the first findings when it cannot be read or has errors. */
export async function openCatalog(places: Places, cwd: string, today: Instant): Promise<Catalog> {
  const place = catalogPlace(places, cwd);
  const { catalog, findings, leftOut } = await readCatalog(place, { cwd, overlays: places.overlays });
  const errors = findings.filter((finding) => finding.severity === "error");
  if (catalog === null || errors.length > 0)
    throw refused(place, places.overlays, errors.length === 0 ? findings : errors);
  if (statSync(resolve(cwd, place)).isFile() && places.overlays.length === 0) return catalog;
  const broken = await brokenRules(catalog, leftOut, today);
  if (broken.length > 0) throw refused(place, places.overlays, broken);
  return catalog;
}

/** An artefact was checked when it was compiled; what lies in a directory, or over it, may have been changed since. */
async function brokenRules(catalog: Catalog, leftOut: readonly string[], today: Instant): Promise<Finding[]> {
  const { RULES, runRules } = await import("../catalog/rules/index.js");
  return runRules(catalog, RULES, { today, leftOut }).filter((finding) => finding.severity === "error");
}

function refused(place: string, overlays: readonly string[], findings: readonly Finding[]): InputError {
  const [first] = findings;
  if (first !== undefined && findings.length === 1 && first.rule === "files") {
    return new InputError(first.message, { position: { file: first.position.file }, remedy: first.remedy });
  }
  const shown = findings.slice(0, MOST_SHOWN).map((finding) => `  ${findingLine(finding)}`);
  const count = findings.length === 1 ? "an error" : `${findings.length} errors`;
  const more = findings.length > MOST_SHOWN ? `${findings.length - MOST_SHOWN} more; ` : "";
  return new InputError([`the catalog has ${count} and is not used`, ...shown].join("\n"), {
    remedy: `${more}${["aimodels validate", place, ...overlays.map((overlay) => `--overlay ${overlay}`)].join(" ")} shows what to do`,
  });
}

function findingLine({ position, message, rule }: Finding): string {
  return `${position.file}:${position.line}:${position.column}: ${message} (${rule})`;
}
