import { isProvider } from "../../meters/index.js";
import { providerSubject } from "./each.js";
import type { Rule } from "./rule.js";

export const providerNameOnce: Rule = {
  id: "provider-name-once",
  refs: ["R17"],
  severity: "error",
  summary: "Another spelling of a provider is also another provider's id or spelling, so a log's provider is not one.",
  remedy: "leave the spelling to one provider",
  *check(catalog) {
    const owners = new Map<string, string>();
    for (const provider of catalog.providers.values()) {
      for (const name of provider.alsoKnownAs) {
        const spelling = name.toLowerCase();
        const owner = isProvider(spelling) && spelling !== provider.id ? spelling : owners.get(spelling);
        owners.set(spelling, provider.id);
        if (owner === undefined || owner === provider.id) continue;
        const message = `${provider.id} is also known as ${JSON.stringify(name)}, which means ${owner}`;
        yield { subject: providerSubject(provider), position: provider.position, message, value: name };
      }
    }
  },
};
