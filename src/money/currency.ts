/** ISO 4217 codes of the currencies that providers of AI models are known to bill in. */
export const CURRENCIES = [
  "AUD",
  "BRL",
  "CAD",
  "CHF",
  "CNY",
  "CZK",
  "DKK",
  "EUR",
  "GBP",
  "HKD",
  "IDR",
  "ILS",
  "INR",
  "JPY",
  "KRW",
  "MXN",
  "NOK",
  "NZD",
  "PLN",
  "RUB",
  "SEK",
  "SGD",
  "THB",
  "TRY",
  "TWD",
  "USD",
  "VND",
  "ZAR",
] as const;

export type Currency = (typeof CURRENCIES)[number];

const known: ReadonlySet<string> = new Set(CURRENCIES);

/** The currency of a code in any letter case, or undefined. */
export function parseCurrency(code: string): Currency | undefined {
  const upper = code.trim().toUpperCase();
  return known.has(upper) ? (upper as Currency) : undefined;
}
