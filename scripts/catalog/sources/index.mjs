import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readGenaiPrices } from "./genai-prices.mjs";
import { readLitellm } from "./litellm.mjs";
import { readLlmPrices } from "./llm-prices.mjs";
import { readModelsDev } from "./models-dev.mjs";
import { readPortkey } from "./portkey.mjs";

const read = (folder, name) => JSON.parse(readFileSync(join(folder, name), "utf8"));

/** Opens the folder of other catalogs' data once; `forProvider` gives a look-up of claims for one of our providers. */
export function openSources(folder) {
  const genai = read(folder, "genai-prices.json");
  const modelsDev = read(folder, "models-dev.json");
  const litellmData = read(folder, "litellm.json");
  const litellm = readLitellm(litellmData, read(folder, "litellm-price-history.json"));
  const optional = (name, reader) => (existsSync(join(folder, name)) ? reader(read(folder, name)) : new Map());
  return {
    modelsDev,
    litellm: litellmData,
    /** `names`: what each source calls the provider: genai, models_dev, portkey, llm_prices, litellm (id prefixes). */
    forProvider(names) {
      const tables = [
        ...(names.genai ?? []).map((id) => readGenaiPrices(genai, id)),
        ...(names.llm_prices ?? []).map((id) => optional(`llm-prices/${id}.json`, readLlmPrices)),
        ...(names.portkey ?? []).map((id) => optional(`portkey/${id}.json`, readPortkey)),
        ...(names.models_dev ?? []).map((id) => readModelsDev(modelsDev, id)),
      ];
      const prefixes = names.litellm ?? [""];
      return (candidates) => {
        const found = new Set(tables.flatMap((table) => candidates.flatMap((name) => table.get(name) ?? [])));
        for (const name of candidates)
          for (const prefix of prefixes) for (const one of litellm.get(prefix + name) ?? []) found.add(one);
        return [...found];
      };
    },
  };
}
