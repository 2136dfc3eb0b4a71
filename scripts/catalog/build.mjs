// Writes catalog/providers and catalog/models from the curation beside this file and a folder of other catalogs' data.
// Usage: node scripts/catalog/build.mjs <folder-with-price-data> [provider…]
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { buildModel } from "./model.mjs";
import { buildOffer } from "./offer.mjs";
import { openSources } from "./sources/index.mjs";
import { toYaml } from "./yaml.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "..", "catalog");
const [folder, ...only] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: node scripts/catalog/build.mjs <folder-with-price-data> [provider…]");
  process.exit(2);
}

const log = (text) => console.error(text);
const curated = (kind) =>
  readdirSync(join(here, kind))
    .sort()
    .filter((name) => name.endsWith(".yaml"));
const load = (kind, name) => parse(readFileSync(join(here, kind, name), "utf8"));
const write = (kind, name, value) => {
  mkdirSync(join(target, kind), { recursive: true });
  writeFileSync(join(target, kind, name), toYaml(value));
};

const sources = openSources(folder);
const models = new Map();
for (const name of curated("models")) {
  const file = load("models", name);
  const facts = { ...sources, providers: file.models_dev ?? [], prefixes: file.litellm ?? [""] };
  const built = file.models.map((model) => buildModel(model, file, facts));
  for (const model of built) {
    if (models.has(model.id)) log(`${model.id}: two models of this id`);
    models.set(model.id, model);
  }
  write("models", name, { family: file.family, models: built });
}

for (const name of curated("offers")) {
  const file = load("offers", name);
  if (only.length > 0 && !only.includes(file.provider.provider)) continue;
  const lookUp = sources.forProvider(file.names ?? {});
  const offers = file.offers.map((offer) =>
    buildOffer(offer, file, lookUp, models, (text) => log(`${file.provider.provider}/${text}`)),
  );
  write("providers", name, { ...file.provider, offers });
}
