import { type Meter, meter } from "../../meters/index.js";
import { Decimal } from "../../money/index.js";

/** What is found while one response is read: meters, problems, and usage fields without a meter. */
export class TokenReport {
  readonly usage = new Map<Meter, Decimal>();
  readonly problems: string[] = [];
  readonly unknown: string[] = [];
  reasoning: Decimal | undefined;
  /** Tokens in all as the response states them, or as its parts give them. */
  tokens: Decimal | undefined;

  /** Adds to a meter; nothing, or 0, adds none. */
  add(name: string, quantity: Decimal | undefined): void {
    if (quantity === undefined || quantity.isZero()) return;
    const key = meter(name);
    this.usage.set(key, (this.usage.get(key) ?? Decimal.zero).add(quantity));
  }

  problem(text: string): void {
    this.problems.push(text);
  }
}
