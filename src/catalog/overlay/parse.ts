import { type Finding, type Position, sortFindings } from "../../findings/index.js";
import { buildModel } from "../build/model.js";
import { type CatalogText, catalogFileKind } from "../catalog-files.js";
import { describedTwice, misnamed } from "../file-findings.js";
import type { Model } from "../model.js";
import { checkFile } from "../schema/check.js";
import { modelFile } from "../schema/model.js";
import { policyFile } from "../schema/policy.js";
import { overlayProviderFile } from "../schema/provider.js";
import { readYaml, type YamlFile } from "../yaml/read-yaml.js";
import type { Overlay, OverlayProvider } from "./overlay.js";

export interface ParsedOverlay {
  readonly overlay: Overlay;
  readonly findings: readonly Finding[];
  /** As of `parseCatalog`: what is left out because its text is wrong. */
  readonly leftOut: readonly string[];
}

interface Parts {
  readonly layer: string;
  readonly providers: OverlayProvider[];
  readonly models: Model[];
  policy: Overlay["policy"];
  readonly findings: Finding[];
  readonly leftOut: string[];
  /** Where each thing was first described. */
  readonly seen: Map<string, Position>;
}

/** The overlay that these texts make together, with every problem of every file, as `parseCatalog` does it. */
export function parseOverlay(files: readonly CatalogText[], options: { readonly layer: string }): ParsedOverlay {
  const parts: Parts = {
    ...options,
    providers: [],
    models: [],
    policy: null,
    findings: [],
    leftOut: [],
    seen: new Map(),
  };
  for (const file of files) {
    const kind = catalogFileKind(file.path);
    if (kind === undefined) continue;
    const yaml = readYaml(file.path, file.text);
    if (kind === "provider") readProvider(yaml, parts);
    else if (kind === "models") readModels(yaml, parts);
    else readPolicy(yaml, parts);
  }
  const { layer, providers, models, policy, findings, leftOut } = parts;
  return { overlay: { layer, providers, models, policy }, findings: sortFindings(findings), leftOut };
}

function readProvider(yaml: YamlFile, parts: Parts): void {
  const { data, findings, leftOut } = checkFile(overlayProviderFile, yaml, "offers");
  parts.findings.push(...findings);
  if (data === undefined) {
    parts.leftOut.push(yaml.source.file);
    return;
  }
  parts.leftOut.push(...leftOut.map((id) => `${data.provider}/${id}`));
  parts.findings.push(...misnamed(yaml, data));
  if (isFirst(`the provider ${data.provider}`, yaml.source.of(data), parts)) {
    parts.providers.push({ raw: data, context: { source: yaml.source, layer: parts.layer } });
  }
}

function readModels(yaml: YamlFile, parts: Parts): void {
  const { data, findings, leftOut } = checkFile(modelFile, yaml, "models");
  parts.findings.push(...findings);
  parts.leftOut.push(...(data === undefined ? [yaml.source.file] : leftOut));
  if (data === undefined) return;
  for (const raw of data.models) {
    const model = buildModel(raw, data.family, { source: yaml.source, layer: parts.layer });
    if (isFirst(`the model ${model.id}`, model.position, parts)) parts.models.push(model);
  }
}

function readPolicy(yaml: YamlFile, parts: Parts): void {
  const { data, findings } = checkFile(policyFile, yaml);
  parts.findings.push(...findings);
  if (data === undefined) parts.leftOut.push(yaml.source.file);
  else if (isFirst("the policy", yaml.source.of(data), parts)) {
    parts.policy = { raw: data, context: { source: yaml.source, layer: parts.layer } };
  }
}

function isFirst(what: string, position: Position, parts: Parts): boolean {
  const first = parts.seen.get(what);
  if (first === undefined) parts.seen.set(what, position);
  else parts.findings.push(describedTwice(what, position, first));
  return first === undefined;
}
