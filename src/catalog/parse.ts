import { type Finding, sortFindings } from "../findings/index.js";
import type { Provider } from "../meters/index.js";
import { contentHash } from "./artefact/content-hash.js";
import { buildModel } from "./build/model.js";
import { buildPolicy, emptyPolicy } from "./build/policy.js";
import { buildProvider } from "./build/provider.js";
import type { Catalog } from "./catalog.js";
import { type CatalogText, catalogFileKind } from "./catalog-files.js";
import { describedTwice, misnamed } from "./file-findings.js";
import { latestCheck } from "./latest-check.js";
import type { Model } from "./model.js";
import type { Policy } from "./policy.js";
import type { ProviderEntry } from "./provider.js";
import { checkFile } from "./schema/check.js";
import { modelFile } from "./schema/model.js";
import { policyFile } from "./schema/policy.js";
import { providerFile } from "./schema/provider.js";
import { readYaml, type YamlFile } from "./yaml/read-yaml.js";

export interface ParsedCatalog {
  /** All that could be read; null when there is nothing. With an error among the findings it is not to be priced with. */
  readonly catalog: Catalog | null;
  readonly findings: readonly Finding[];
  /**
   * What the catalog lacks because its text is wrong: `provider/id` of offers, ids of models, paths of files. A reference to
   * one of these leads nowhere for that reason alone.
   */
  readonly leftOut: readonly string[];
}

/** The parts of a catalog as its files are read, one after the other. */
interface Parts {
  readonly layer: string;
  readonly providers: Map<Provider, ProviderEntry>;
  readonly models: Map<string, Model>;
  policy: Policy | null;
  readonly findings: Finding[];
  readonly leftOut: string[];
}

/**
 * The catalog that these texts make together. Every problem of every file is a finding of the rule `yaml` or `schema` with
 * file, line and column; a broken file or offer is left out and the others are read all the same. Pure: give it the texts.
 */
export function parseCatalog(files: readonly CatalogText[], options: { readonly layer?: string } = {}): ParsedCatalog {
  const layer = options.layer ?? "catalog";
  const parts: Parts = { layer, providers: new Map(), models: new Map(), policy: null, findings: [], leftOut: [] };
  for (const file of files) readPart(file, parts);
  const { providers, models, leftOut } = parts;
  const findings = sortFindings(parts.findings);
  if (providers.size === 0 && models.size === 0) return { catalog: null, findings, leftOut };
  const policy = parts.policy ?? emptyPolicy({ file: `${layer}/policy.yaml`, line: 1, column: 1 });
  const content = { providers, models, policy };
  const checked = latestCheck(providers.values());
  const catalog = { ...content, layers: Object.freeze([layer]), contentHash: contentHash(content), git: null, checked };
  return { catalog: Object.freeze(catalog), findings, leftOut };
}

function readPart(file: CatalogText, parts: Parts): void {
  const kind = catalogFileKind(file.path);
  if (kind === undefined) return;
  const yaml = readYaml(file.path, file.text);
  if (kind === "provider") readProvider(yaml, parts);
  else if (kind === "models") readModels(yaml, parts);
  else readPolicy(yaml, parts);
}

function readProvider(yaml: YamlFile, parts: Parts): void {
  const { data, findings, leftOut } = checkFile(providerFile, yaml, "offers");
  parts.findings.push(...findings);
  if (data === undefined) {
    parts.leftOut.push(yaml.source.file);
    return;
  }
  parts.leftOut.push(...leftOut.map((id) => `${data.provider}/${id}`));
  parts.findings.push(...misnamed(yaml, data));
  const entry = buildProvider(data, { source: yaml.source, layer: parts.layer });
  const first = parts.providers.get(entry.id);
  if (first === undefined) parts.providers.set(entry.id, entry);
  else parts.findings.push(describedTwice(`the provider ${entry.id}`, entry.position, first.position));
}

function readModels(yaml: YamlFile, parts: Parts): void {
  const { data, findings, leftOut } = checkFile(modelFile, yaml, "models");
  parts.findings.push(...findings);
  parts.leftOut.push(...(data === undefined ? [yaml.source.file] : leftOut));
  if (data === undefined) return;
  for (const raw of data.models) {
    const model = buildModel(raw, data.family, { source: yaml.source, layer: parts.layer });
    const first = parts.models.get(model.id);
    if (first === undefined) parts.models.set(model.id, model);
    else
      parts.findings.push({
        ...describedTwice(`the model ${model.id}`, model.position, first.position),
        model: model.id,
      });
  }
}

function readPolicy(yaml: YamlFile, parts: Parts): void {
  const { data, findings } = checkFile(policyFile, yaml);
  parts.findings.push(...findings);
  if (data === undefined) {
    parts.leftOut.push(yaml.source.file);
    return;
  }
  const policy = buildPolicy(data, { source: yaml.source, layer: parts.layer });
  if (parts.policy === null) parts.policy = policy;
  else parts.findings.push(describedTwice("the policy", policy.position, parts.policy.position));
}
