import { DIMENSIONS, isMeterGroup, type MeterGroup, parseMeter } from "../../meters/index.js";
import { CURRENCIES } from "../../money/index.js";
import type { Allowance, BilledAs, ContextThreshold, PriceKey, PriceRule, PriceSet, Rate, When } from "../price-set.js";
import { type Codec, decimal, instant, integer, nullable, oneOf, text, truth, word } from "./codec.js";
import { bag, mapOf, objectOf, record } from "./containers.js";
import { layer, position } from "./places.js";

const meter = word("a meter", parseMeter);

function readPriceKey(name: string): PriceKey | undefined {
  return name === "output_reasoning" ? name : parseMeter(name);
}

function readFactorKey(name: string): PriceKey | MeterGroup | undefined {
  return isMeterGroup(name) ? name : readPriceKey(name);
}

const priceKey = word("a meter", readPriceKey);
const factorKey = word("a meter or a group", readFactorKey);

const rate = record<Rate>({ kind: oneOf(["rate"]), rate: decimal, per: decimal, counts: nullable(text), position });
const billedAs = record<BilledAs>({ kind: oneOf(["billed_as"]), meter, position });

const rateOrBilledAs: Codec<Rate | BilledAs> = {
  encode: (value, to) => (value.kind === "rate" ? rate.encode(value, to) : billedAs.encode(value, to)),
  decode: (json, from) => (objectOf(json).kind === "billed_as" ? billedAs.decode(json, from) : rate.decode(json, from)),
};

const rates = mapOf(priceKey, rateOrBilledAs);
const when: Codec<When> = mapOf(oneOf(DIMENSIONS), bag(text));
const rule = record<PriceRule>({ when, rates, times: mapOf(factorKey, decimal), position });
const threshold = record<ContextThreshold>({ name: text, over: integer, inclusive: truth, position });

const allowance = record<Allowance>({
  meter,
  quantity: decimal,
  per: oneOf(["day", "month"]),
  scope: oneOf(["account", "project", "model"]),
  position,
});

export const priceSet = record<PriceSet>({
  from: instant,
  statedFrom: instant,
  until: nullable(instant),
  currency: oneOf(CURRENCIES),
  status: oneOf(["confirmed", "announced", "cancelled"]),
  source: text,
  checked: instant,
  unverified: nullable(text),
  recheckOn: nullable(instant),
  price: oneOf(["rates", "reported"]),
  rates,
  rules: bag(rule),
  context: bag(threshold),
  calendar: nullable(text),
  notOffered: bag(when),
  allowances: bag(allowance),
  discount: nullable(decimal),
  layer,
  position,
});
