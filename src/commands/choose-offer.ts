import { findOffer, findProvider } from "../catalog/find.js";
import type { Catalog, Model, Offer, ProviderEntry } from "../catalog/index.js";
import { resolveName } from "../catalog/resolve-name.js";
import { suggest, UsageError } from "../findings/index.js";
import type { Conditions, Instant } from "../meters/index.js";

/** The offer that a word on the command line names, with all that belongs to it. */
export interface ChosenOffer {
  readonly offer: Offer;
  readonly model: Model | null;
  readonly provider: ProviderEntry;
  /** What the name itself says of the conditions: the `eu.` before a Bedrock id. */
  readonly lifted: Conditions;
}

/** `provider/id`, or an id or alias that is unambiguous at the instant. Throws a UsageError with near names. */
export function chooseOffer(catalog: Catalog, text: string, at: Instant): ChosenOffer {
  const found = findOffer(catalog, text);
  if (found.kind === "unknown") throw unknownModel(catalog, text, found.suggestions);
  const chosen = found.kind === "offer" ? found : datedChoice(catalog, text, found.offers, at);
  const provider = catalog.providers.get(chosen.offer.provider);
  if (provider === undefined) throw unknownModel(catalog, text, []);
  const { offer, lifted } = chosen;
  return { offer, lifted, provider, model: catalog.models.get(offer.model ?? "") ?? null };
}

/** An alias that moved from one offer of a provider to another means one of them at any one time. */
function datedChoice(
  catalog: Catalog,
  text: string,
  offers: readonly Offer[],
  at: Instant,
): { offer: Offer; lifted: Conditions } {
  const providers = [...new Set(offers.map((offer) => offer.provider))];
  const [provider] = providers;
  if (provider !== undefined && providers.length === 1) {
    const bare = text.trim().replace(/^[^/]*\//, "");
    for (const name of [text.trim(), bare]) {
      const resolution = resolveName(catalog, provider, name, at);
      if (resolution.kind === "offer") return resolution;
    }
  }
  throw new UsageError(`${JSON.stringify(text)} names several offers`, {
    remedy: `name one of them: ${offers.map((offer) => `${offer.provider}/${offer.id}`).join(", ")}`,
  });
}

function unknownModel(catalog: Catalog, text: string, suggestions: readonly string[]): UsageError {
  const slash = text.indexOf("/");
  const provider = slash < 0 ? undefined : findProvider(catalog, text.slice(0, slash));
  const elsewhere = provider === undefined ? otherProviders(catalog, text, slash) : [];
  const near = elsewhere.length > 0 ? elsewhere : suggestions;
  const listing = `aimodels list${provider === undefined ? "" : ` --provider ${provider.id}`} prints the names of all`;
  return new UsageError(`the catalog has no model ${JSON.stringify(text)}`, {
    remedy: near.length === 0 ? listing : `did you mean ${near.join(" or ")}?`,
  });
}

/** The name at providers that are written nearly as the one that was typed, where they sell it. */
function otherProviders(catalog: Catalog, text: string, slash: number): string[] {
  return suggest(text.slice(0, Math.max(0, slash)), catalog.providers.keys())
    .map((provider) => `${provider}${text.slice(slash)}`)
    .filter((name) => findOffer(catalog, name).kind === "offer");
}
