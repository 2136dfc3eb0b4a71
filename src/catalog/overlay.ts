import { type Finding, sortFindings } from "../findings/index.js";
import { contentHash } from "./artefact/content-hash.js";
import type { Catalog } from "./catalog.js";
import { latestCheck } from "./latest-check.js";
import type { Overlay } from "./overlay/overlay.js";
import { layPolicy } from "./overlay/policy.js";
import { layProvider } from "./overlay/provider.js";

export type { Overlay } from "./overlay/overlay.js";
export { type ParsedOverlay, parseOverlay } from "./overlay/parse.js";

export interface OverlaidCatalog {
  readonly catalog: Catalog;
  readonly findings: readonly Finding[];
}

/**
 * A catalog with overlays laid over it, the first first: negotiated prices, private models, the house's own policy. What an
 * overlay changes carries its layer. Findings name offers and providers that an overlay speaks of and the base lacks.
 * Rules: docs/catalog.md, "Overlays".
 */
export function overlayCatalog(base: Catalog, ...overlays: readonly Overlay[]): OverlaidCatalog {
  const findings: Finding[] = [];
  let catalog = base;
  for (const overlay of overlays) catalog = layOne(catalog, overlay, findings);
  return { catalog, findings: sortFindings(findings) };
}

function layOne(base: Catalog, overlay: Overlay, findings: Finding[]): Catalog {
  const providers = new Map(base.providers);
  for (const each of overlay.providers) {
    const laid = layProvider(providers.get(each.raw.provider), each);
    findings.push(...laid.findings);
    if (laid.entry !== undefined) providers.set(laid.entry.id, laid.entry);
  }
  const models = new Map([...base.models, ...overlay.models.map((model) => [model.id, model] as const)]);
  const content = { providers, models, policy: layPolicy(base.policy, overlay.policy) };
  return Object.freeze({
    ...base,
    ...content,
    layers: Object.freeze([...base.layers, overlay.layer]),
    contentHash: contentHash(content),
    checked: latestCheck(providers.values()),
  });
}
