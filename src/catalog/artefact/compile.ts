import type { Catalog } from "../catalog.js";
import { modelsCodec, policy, providersCodec } from "./catalog-codecs.js";
import type { Encoding, Json } from "./codec.js";

export const ARTEFACT_SCHEMA = "aimodels/catalog/v1";

/**
 * The catalog as one JSON text: the same bytes for the same files at the same commit, wherever it is compiled. Files and
 * layers are named from the catalog's own folder on, so that the working directory leaves no trace.
 */
export function compileCatalog(catalog: Catalog): string {
  const files = new Map<string, number>();
  const layers = catalog.layers.map(layerName);
  const encoding: Encoding = {
    purpose: "artefact",
    indexOfFile: (file) => numberOf(files, withoutPath(file, catalog.layers)),
    indexOfLayer: (layer) => Math.max(0, catalog.layers.indexOf(layer)),
  };
  const content: Record<string, Json> = {
    policy: policy.encode(catalog.policy, encoding) ?? {},
    providers: providersCodec.encode(catalog.providers, encoding) ?? [],
    models: modelsCodec.encode(catalog.models, encoding) ?? [],
  };
  const head = {
    schema: ARTEFACT_SCHEMA,
    content_hash: catalog.contentHash,
    git: catalog.git,
    layers,
    files: [...files.keys()],
  };
  return `${JSON.stringify({ ...head, ...content })}\n`;
}

function numberOf(files: Map<string, number>, file: string): number {
  const known = files.get(file);
  if (known !== undefined) return known;
  files.set(file, files.size);
  return files.size - 1;
}

/** `../shop/prices/policy.yaml` of the base layer `../shop/prices` → `catalog/policy.yaml`, wherever it lies. */
function withoutPath(file: string, layers: readonly string[]): string {
  const holding = layers.filter((layer) => isIn(layer, file)).sort((a, b) => b.length - a.length);
  const [layer] = holding;
  if (layer === undefined) return file;
  const within = layer === "." ? file : file.slice(layer.length + 1);
  return `${layerName(layer, layers.indexOf(layer))}/${within}`;
}

function isIn(layer: string, file: string): boolean {
  return layer === "." ? !file.startsWith("/") && !file.startsWith("../") : file.startsWith(`${layer}/`);
}

/** The base is always called `catalog`; an overlay by its last folder. */
function layerName(layer: string, index: number): string {
  if (index === 0) return "catalog";
  return layer.split("/").findLast((part) => part !== "" && part !== "." && part !== "..") ?? `overlay-${index}`;
}
