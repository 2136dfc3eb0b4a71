import type { Currency } from "./currency.js";
import type { Decimal } from "./decimal.js";

/** An amount with its currency. `Money<"USD">` and `Money<"EUR">` do not add, by type and at run time. */
export interface Money<C extends Currency = Currency> {
  readonly amount: Decimal;
  readonly currency: C;
}

export function money<C extends Currency>(amount: Decimal, currency: C): Money<C> {
  return { amount, currency };
}

/** Throws a RangeError when the currencies differ: nothing is ever converted. */
export function addMoney<C extends Currency>(a: Money<C>, b: Money<NoInfer<C>>): Money<C> {
  if (a.currency !== b.currency) throw new RangeError(`cannot add ${b.currency} to ${a.currency}`);
  return { amount: a.amount.add(b.amount), currency: a.currency };
}
