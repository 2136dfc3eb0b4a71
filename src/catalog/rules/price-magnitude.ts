import { cacheLifetime, type Meter } from "../../meters/index.js";
import { type Currency, Decimal, decimal, parseDecimal } from "../../money/index.js";
import type { ModelType } from "../model.js";
import type { PriceKey, Rate } from "../price-set.js";
import { eachSet, statedRates } from "./each.js";
import type { Problem, Rule } from "./rule.js";

/** Least and most that one has been seen to cost, with room, in US dollars for each `per`. */
interface Band {
  readonly least: Decimal;
  readonly most: Decimal;
  readonly per: Decimal;
}

function band(least: string, most: string, per: string): Band {
  return { least: decimal(least), most: decimal(most), per: decimal(per) };
}

const MILLION = "1000000";
const HOUR = "3600";
const MODALITY_TOKENS = band("0.05", "500", MILLION);

/**
 * Wide enough for every list price known (o1-pro at 600 a million, Titan embeddings at 0.02), narrow enough to catch a price
 * per thousand in a field per million, or a price of an image or a search in a field of tokens.
 */
const BANDS: Readonly<Record<string, Band>> = {
  uncached_input: band("0.005", "200", MILLION),
  cache_read: band("0.0005", "100", MILLION),
  cache_write: band("0.005", "400", MILLION),
  output: band("0.005", "700", MILLION),
  output_reasoning: band("0.005", "700", MILLION),
  image: band("0.0001", "3", "1"),
  megapixel: band("0.0001", "3", "1"),
  page: band("0.1", "200", "1000"),
  page_annotated: band("0.1", "200", "1000"),
  request: band("0.01", "5000", "1000"),
  web_search: band("0.5", "200", "1000"),
  web_fetch: band("0.1", "200", "1000"),
  file_search: band("0.5", "200", "1000"),
  code_session: band("0.001", "5", "1"),
  search_unit: band("0.05", "100", "1000"),
  output_citation: band("0.001", "1000", MILLION),
  embedding_image: band("0.01", "100", "1000"),
  audio_second: band("0.005", "100", HOUR),
  video_second: band("0.0001", "10", "1"),
  code_second: band("0.001", "1000", HOUR),
  session_second: band("0.001", "1000", HOUR),
  unit_second: band("0.01", "1000", HOUR),
  character: band("0.01", "1000", MILLION),
  cache_storage_token_second: band("0.00000000001", "0.00000001", "1"),
  storage_gib_second: band("0.0001", "10", "86400"),
  training_token: band("0.05", "500", MILLION),
  training_second: band("0.1", "1000", HOUR),
};

/** Embeddings cost a fraction of text: a price above this is per thousand, or another model's. */
const EMBEDDING_INPUT = band("0.001", "2", MILLION);

/** Units of a currency that are worth about as much as a dollar, for the band only; nothing is ever converted. */
const ROUGHLY_A_DOLLAR: Readonly<Partial<Record<Currency, string>>> = {
  BRL: "6",
  CNY: "8",
  CZK: "25",
  DKK: "8",
  HKD: "8",
  IDR: "17000",
  ILS: "4",
  INR: "95",
  JPY: "160",
  KRW: "1500",
  MXN: "20",
  NOK: "11",
  PLN: "5",
  RUB: "100",
  SEK: "11",
  THB: "36",
  TRY: "45",
  TWD: "33",
  VND: "26500",
  ZAR: "20",
};

export const priceMagnitude: Rule = {
  id: "price-magnitude",
  refs: ["R1"],
  severity: "error",
  summary:
    "A rate is far outside what its meter has ever cost: a slip of a thousand or a million, or another unit's price.",
  remedy: "compare rate and per with the source; waive the rule if the price is really that far out",
  *check(catalog) {
    for (const place of eachSet(catalog)) {
      for (const { rates } of statedRates(place.set)) {
        for (const [key, rate] of rates) {
          const within = rate.kind === "rate" ? bandOf(key, place.model?.type) : undefined;
          if (rate.kind !== "rate" || within === undefined || rate.rate.isZero()) continue;
          yield* outside(rate, key, within, place.set.currency, place.subject);
        }
      }
    }
  },
};

function bandOf(key: PriceKey, type: ModelType | undefined): Band | undefined {
  if (type === "embedding" && key === "uncached_input") return EMBEDDING_INPUT;
  if (isOfModality(key)) return MODALITY_TOKENS;
  return BANDS[cacheLifetime(key) === undefined ? key : "cache_write"];
}

function isOfModality(key: PriceKey): boolean {
  return /^(?:uncached_input|output)_(?:audio|image|video)$/.test(key);
}

function* outside(
  rate: Rate,
  key: Meter | "output_reasoning",
  within: Band,
  currency: Currency,
  subject: Problem["subject"],
): Generator<Problem> {
  // A weak currency widens the band upwards; its lower end stays, so that a dollar price in its book still passes.
  const dollars = parseDecimal(ROUGHLY_A_DOLLAR[currency] ?? "1") ?? Decimal.one;
  const most = within.most.mul(dollars);
  const crosswise = rate.rate.mul(within.per);
  if (crosswise.compare(most.mul(rate.per)) <= 0 && crosswise.compare(within.least.mul(rate.per)) >= 0) return;
  const expected = `between ${within.least} and ${most} ${currency} per ${within.per}`;
  const message = `${key} costs ${rate.rate} ${currency} per ${rate.per}; known prices lie ${expected}`;
  yield { subject, position: rate.position, message, value: rate.rate.toString() };
}
