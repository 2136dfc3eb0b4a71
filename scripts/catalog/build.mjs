// Writes providers/*.yaml and models/*.yaml of a catalog from the curation beside this file and other catalogs' data.
// Usage: node scripts/catalog/build.mjs PRICE_DATA [TARGET], where TARGET is ./catalog unless another folder is named.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { buildModel } from "./model.mjs";
import { buildOffer } from "./offer.mjs";
import { openSources } from "./sources/index.mjs";
import { toYaml } from "./yaml.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [priceData, target = join(here, "..", "..", "catalog")] = process.argv.slice(2);
if (priceData === undefined) {
  console.error(
    "usage: node scripts/catalog/build.mjs PRICE_DATA [TARGET]; scripts/catalog/README.md says what the folder holds",
  );
  process.exit(2);
}

const sources = openSources(priceData);
const models = buildModels();
buildProviders();

function buildModels() {
  const byId = new Map();
  for (const name of curated("models")) {
    const file = load("models", name);
    const facts = { ...sources, providers: file.models_dev ?? [], prefixes: file.litellm ?? [""] };
    const built = file.models.map((model) => buildModel(model, file, facts));
    for (const [index, model] of built.entries()) {
      if (byId.has(model.id)) log(`${model.id}: two models of this id`);
      byId.set(model.id, { ...model, seen: file.models[index].seen });
    }
    write("models", name, { family: file.family, models: built });
  }
  return byId;
}

function buildProviders() {
  for (const name of curated("offers")) {
    const file = load("offers", name);
    const lookUp = sources.forProvider(file.names ?? {});
    const noted = (text) => log(`${file.provider.provider}/${text}`);
    const offers = file.offers.map((offer) => buildOffer(offer, file, lookUp, models, noted));
    write("providers", name, { ...file.provider, offers });
  }
}

function curated(kind) {
  return readdirSync(join(here, kind))
    .filter((name) => name.endsWith(".yaml"))
    .sort();
}

function load(kind, name) {
  return parse(readFileSync(join(here, kind, name), "utf8"));
}

function write(kind, name, value) {
  mkdirSync(join(target, kind), { recursive: true });
  writeFileSync(join(target, kind, name), toYaml(value));
}

/** Doubts for the person who runs it: where the sources contradict the curation, or it says what nothing reads. */
function log(text) {
  console.error(text);
}
