import type { Catalog, ModelType, Offer, PriceKey, PriceSet } from "../catalog/index.js";
import { type Instant, isInputMeter, isOutputMeter } from "../meters/index.js";
import { type Currency, type Decimal, decimal } from "../money/index.js";
import { defaultCurrency, planOf, setInForce } from "../pricing/index.js";
import type { ResolvedRate } from "../pricing/rate-table.js";
import { perText, rateText } from "./rate-text.js";
import { priceKeys, ratesUnder, type SetRates } from "./set-rates.js";

/** The one or two prices that people compare offers by, under no special condition. Null is not stated. */
export interface HeadlinePrice {
  readonly set: PriceSet;
  readonly currency: Currency;
  /** Per million tokens. */
  readonly input: Decimal | null;
  readonly output: Decimal | null;
  /** In words, for what is not sold by the token: `0.04 / image`. */
  readonly other: string | null;
}

/** What a model of the type puts out: the price that it is compared by. */
const MODALITY: Partial<Record<ModelType, string>> = {
  image: "_image",
  video: "_video",
  speech: "_audio",
  realtime: "_audio",
};

const MILLION = decimal("1000000");

/** Undefined when no price is in force at the instant. */
export function headlinePrice(catalog: Catalog, offer: Offer, at: Instant): HeadlinePrice | undefined {
  const currency = defaultCurrency(offer);
  const set = setInForce(offer, currency, at);
  const provider = catalog.providers.get(offer.provider);
  if (set === undefined || provider === undefined) return undefined;
  const rates = ratesUnder(planOf(provider, offer, set), {});
  const perMillion = (keys: readonly PriceKey[]): Decimal | null => {
    const rate = keys.map((key) => rates.of(key)).find((found) => found.kind === "rate");
    return rate?.kind === "rate" ? rate.unit.mul(MILLION) : null;
  };
  const keys = priceKeys(set);
  const own = MODALITY[catalog.models.get(offer.model ?? "")?.type ?? "text"] ?? "";
  const byModality = [...keys].sort((a, b) => Number(b.endsWith(own)) - Number(a.endsWith(own)));
  const input = perMillion(keys.filter((key) => key !== "output_reasoning" && isInputMeter(key)));
  const output = perMillion(byModality.filter((key) => key !== "output_reasoning" && isOutputMeter(key)));
  const counted = input === null && output === null ? firstRate(keys, rates) : undefined;
  const other = counted && `${rateText(counted.rate.rate, currency)} / ${perText(counted.key, counted.rate.per)}`;
  return { set, currency, input, output, other: set.price === "reported" ? "as reported" : (other ?? null) };
}

function firstRate(keys: readonly PriceKey[], rates: SetRates): { key: PriceKey; rate: ResolvedRate } | undefined {
  for (const key of keys) {
    const rate = rates.of(key);
    if (rate.kind === "rate") return { key, rate };
  }
  return undefined;
}
