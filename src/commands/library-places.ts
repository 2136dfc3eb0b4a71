import type { Instant } from "../meters/index.js";
import type { Places } from "./command.js";

/** Where a program that uses the library stands: its folder, its clock, and the catalog it names. */
export function globalPlaces(
  catalog: string | undefined,
  overlays: readonly string[],
): { readonly cwd: string; readonly now: Instant; readonly places: Places } {
  const { AIMODELS_CATALOG } = process.env;
  const places: Places = {
    catalog: catalog ?? AIMODELS_CATALOG,
    overlays,
    ledger: { place: "aimodels.db", named: false },
  };
  return { cwd: process.cwd(), now: Date.now(), places };
}
