import type { Catalog } from "./catalog/index.js";

export { compileCatalog } from "./catalog/artefact/compile.js";
export { loadArtefact } from "./catalog/artefact/load.js";
export type { Catalog, Model, Offer, PriceSet, ProviderEntry } from "./catalog/index.js";
export { resolveName } from "./catalog/resolve-name.js";
export { columnsOf, detectFormat, INVOICE_FORMATS } from "./invoices/index.js";
export { type Conditions, type Meter, meter, type Provider, parseMeter, type Usage } from "./meters/index.js";
export { type Currency, Decimal, decimal, type Money, money, parseDecimal } from "./money/index.js";
export { type Cost, type CostLine, type PriceRequest, price, type UnpricedMeter } from "./pricing/index.js";
export { LineBook, type ReconcileInput, type Reconciliation, reconcile } from "./reconcile/index.js";
export { extractStreamUsage, extractUsage } from "./usage/extractors/index.js";
export { totalsOf, type UsageEvent, type UsageTotal } from "./usage/index.js";

/**
 * The catalog of a directory or a compiled artefact; without a path `$AIMODELS_CATALOG`, `./catalog` or the one that the
 * package ships. Throws an InputError with the first findings when it has errors. The only part of the library that needs
 * Node's modules; elsewhere hand the artefact's text to `loadArtefact`.
 */
export async function loadCatalog(path?: string, overlays: readonly string[] = []): Promise<Catalog> {
  const { openCatalog } = await import("./commands/open-catalog.js");
  const { globalPlaces } = await import("./commands/library-places.js");
  const { cwd, now, places } = globalPlaces(path, overlays);
  return openCatalog(places, cwd, now);
}
