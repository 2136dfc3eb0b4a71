import type { Catalog } from "../../catalog/index.js";
import { PROVIDERS, type Provider } from "../../meters/index.js";

/** What logs call a provider, in lower case: its id, whether the catalog has it or not, and its other names there. */
export function providerNames(catalog: Catalog): ReadonlyMap<string, Provider> {
  const names = new Map<string, Provider>(PROVIDERS.map((provider) => [provider, provider]));
  for (const { id, alsoKnownAs } of catalog.providers.values()) {
    for (const name of alsoKnownAs) if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), id);
  }
  return names;
}
