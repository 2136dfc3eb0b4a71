import type { PriceKey } from "../catalog/index.js";
import type { Currency, Decimal } from "../money/index.js";
import { exactText, quantityText } from "./money-text.js";

const MILLION = "1000000";

/** What a price is for, as a person says it: `1M tokens`, `1,000 pages`, `hour`, `image`. */
export function perText(key: PriceKey, per: Decimal): string {
  const count = per.toString();
  if (isTokens(key)) return `${count === MILLION ? "1M" : quantityText(per)} tokens`;
  if (key.endsWith("_second")) {
    const period = PERIODS.get(count) ?? `${quantityText(per)} seconds`;
    const counted = COUNTED_BY_TIME.get(key);
    return counted === undefined ? period : `${counted}-${period}`;
  }
  const unit = key.replaceAll("_", " ");
  return count === "1" ? unit : `${count === MILLION ? "1M" : quantityText(per)} ${plural(unit)}`;
}

/** A rate with its currency where that is not the one of the column. */
export function rateText(rate: Decimal, currency: Currency, columnCurrency: Currency = "USD"): string {
  const text = exactText(rate, 2);
  return currency === columnCurrency ? text : `${currency} ${text}`;
}

const PERIODS: ReadonlyMap<string, string> = new Map([
  ["1", "second"],
  ["60", "minute"],
  ["3600", "hour"],
  ["86400", "day"],
]);

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
