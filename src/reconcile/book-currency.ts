import type { Offer } from "../catalog/index.js";
import { compareText } from "../findings/index.js";
import type { Provider } from "../meters/index.js";
import type { Currency } from "../money/index.js";
import { defaultCurrency } from "../pricing/index.js";
import type { BillAtom } from "./bill-atom.js";

/** The price book that an offer's usage is held against: a provider may bill some offers in one currency, some in another. */
export interface BookCurrencies {
  /** Undefined where no line of the provider states a currency. */
  of(provider: Provider, offer: Offer | null): Currency | undefined;
}

/** An offer is priced in the currency of most of its own lines, else in that of most of the provider's. */
export function bookCurrencies(cost: readonly BillAtom[]): BookCurrencies {
  const counts = new Map<string, Map<Currency, number>>();
  const count = (key: string, currency: Currency, rows: number): void => {
    const known = counts.get(key) ?? new Map<Currency, number>();
    counts.set(key, known.set(currency, (known.get(currency) ?? 0) + rows));
  };
  for (const { line, offer } of cost) {
    if (line.currency === null) continue;
    count(line.provider, line.currency, line.rows);
    if (offer !== null) count(keyOf(line.provider, offer), line.currency, line.rows);
  }
  const chosen = new Map([...counts].map(([key, known]) => [key, mostOf(known)]));
  return {
    of: (provider, offer) => (offer === null ? undefined : chosen.get(keyOf(provider, offer))) ?? chosen.get(provider),
  };
}

function keyOf(provider: Provider, offer: Offer): string {
  return `${provider} ${offer.id}`;
}

/** The one with most rows, by code where several have as many: never by the order of the file. */
function mostOf(counts: ReadonlyMap<Currency, number>): Currency | undefined {
  return [...counts].sort(([a, m], [b, n]) => n - m || compareText(a, b))[0]?.[0];
}

/** The currency of a line: its own, else that of the offer's book. */
export function currencyOfLine(
  { line, offer = null }: { readonly line: BillAtom["line"]; readonly offer?: Offer | null },
  books: BookCurrencies,
): Currency {
  return line.currency ?? books.of(line.provider, offer) ?? (offer === null ? "USD" : defaultCurrency(offer));
}
