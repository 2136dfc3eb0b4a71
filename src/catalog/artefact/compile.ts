import type { Catalog } from "../catalog.js";
import { policy } from "./catalog-codecs.js";
import type { Encoding, Json } from "./codec.js";
import { modelsCodec, providersCodec } from "./content-hash.js";

export const ARTEFACT_SCHEMA = "aimodels/catalog/v1";

/**
 * The catalog as one JSON text: the same bytes for the same files at the same commit, wherever it is compiled. Files and
 * layers are named from the catalog's own folder on, so that the working directory leaves no trace.
 */
export function compileCatalog(catalog: Catalog): string {
  const files = new Map<string, number>();
  const layers = catalog.layers.map(lastFolder);
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

/** `../shop/catalog/policy.yaml` of the layer `../shop/catalog` → `catalog/policy.yaml`. */
function withoutPath(file: string, layers: readonly string[]): string {
  const layer = layers.find((each) => file.startsWith(`${each}/`));
  return layer === undefined ? file : `${lastFolder(layer)}${file.slice(layer.length)}`;
}

function lastFolder(path: string): string {
  return path.split("/").findLast((part) => part !== "" && part !== "." && part !== "..") ?? "catalog";
}
