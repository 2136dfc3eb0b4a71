import type { PriceKey } from "../catalog/index.js";
import { type Currency, Decimal, decimal, exactQuotient } from "../money/index.js";
import { exactText, quantityText } from "./money-text.js";

const MILLION = decimal("1000000");

/** What a price is for, as a person says it: `1M tokens`, `1,000 pages`, `hour`, `GiB-day`, `1M token-hours`. */
export function perText(key: PriceKey, per: Decimal): string {
  if (isTokens(key)) return `${countText(per)} tokens`;
  if (key.endsWith("_second")) return timeText(key, per);
  const unit = key.replaceAll("_", " ");
  return per.equals(Decimal.one) ? unit : `${countText(per)} ${plural(unit)}`;
}

/** In the longest period of which it is a whole number: 3,600 seconds are an hour. */
function timeText(key: PriceKey, per: Decimal): string {
  const counted = COUNTED_BY_TIME.get(key);
  for (const [seconds, period] of PERIODS) {
    const count = exactQuotient(per, decimal(seconds));
    if (count === undefined || !count.isInteger()) continue;
    const unit = counted === undefined ? period : `${counted}-${period}`;
    return count.equals(Decimal.one) ? unit : `${countText(count)} ${plural(unit)}`;
  }
  return `${quantityText(per)} ${counted === undefined ? "" : `${counted}-`}seconds`;
}

function countText(count: Decimal): string {
  return count.equals(MILLION) ? "1M" : quantityText(count);
}

/** A rate with its currency where that is not the one of the column. */
export function rateText(rate: Decimal, currency: Currency, columnCurrency: Currency = "USD"): string {
  const text = exactText(rate, 2);
  return currency === columnCurrency ? text : `${currency} ${text}`;
}

const PERIODS: readonly (readonly [seconds: string, period: string])[] = [
  ["86400", "day"],
  ["3600", "hour"],
  ["60", "minute"],
  ["1", "second"],
];

/** Meters that count something for a time: the price is per `GiB-day`. */
const COUNTED_BY_TIME: ReadonlyMap<string, string> = new Map([
  ["storage_gib_second", "GiB"],
  ["cache_storage_token_second", "token"],
  ["unit_second", "unit"],
]);

function isTokens(key: PriceKey): boolean {
  return (
    /^(uncached_input|cache_|output(_reasoning|_audio|_image|_video)?$|training_token)/.test(key) &&
    !key.endsWith("_second")
  );
}

function plural(unit: string): string {
  return /(s|x|ch|sh)$/.test(unit) ? `${unit}es` : `${unit}s`;
}
