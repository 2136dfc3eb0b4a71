import type { Database, Statement } from "better-sqlite3";
import { type Currency, Decimal, decimal } from "../../money/index.js";
import { MOST_DECIMALS, type Sum } from "../batch/sums.js";

/** Adds a batch's changes to the stored totals. Integers and texts only: no quantity passes through a double. */
export class TotalStore {
  private readonly total: Statement;
  private readonly meter: Statement;
  private readonly cost: Statement<[bigint, bigint, string], string>;
  private readonly setCost: Statement;

  constructor(db: Database) {
    this.total = db.prepare(
      `INSERT INTO total (quarter, series, events, requests, events_without_cost, reasoning, reasoning_nano,
         events_without_reasoning) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET events = events + excluded.events, requests = requests + excluded.requests,
         events_without_cost = events_without_cost + excluded.events_without_cost,
         reasoning = reasoning + excluded.reasoning, reasoning_nano = reasoning_nano + excluded.reasoning_nano,
         events_without_reasoning = events_without_reasoning + excluded.events_without_reasoning`,
    );
    this.meter = db.prepare(
      `INSERT INTO total_meter (quarter, series, meter, quantity, nano) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity, nano = nano + excluded.nano`,
    );
    this.cost = db
      .prepare<[bigint, bigint, string], string>(
        "SELECT amount FROM total_cost WHERE quarter = ? AND series = ? AND currency = ?",
      )
      .pluck();
    this.setCost = db.prepare(
      `INSERT INTO total_cost (quarter, series, currency, amount) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET amount = excluded.amount`,
    );
  }

  /** `sign`: 1 to count the events behind the sum, -1 to count them no more. `series` is the ledger's key. */
  apply(sum: Sum, series: number, sign: 1 | -1): void {
    const key = [BigInt(sum.quarter), BigInt(series)] as const;
    const [events, requests, withoutCost, withoutReasoning] = [
      sum.events,
      sum.requests,
      sum.withoutCost,
      sum.withoutReasoning,
    ].map((count) => BigInt(sign * count));
    const reasoning = split(sum.reasoning, sign);
    this.total.run(...key, events, requests, withoutCost, reasoning.whole, reasoning.nano, withoutReasoning);
    for (const [meter, quantity] of sum.meters) {
      const { whole, nano } = split(quantity, sign);
      this.meter.run(...key, meter, whole, nano);
    }
    for (const [currency, amount] of sum.costs) this.addCost(key, currency, signed(decimal(amount), sign));
  }

  private addCost(key: readonly [bigint, bigint], currency: Currency, amount: Decimal): void {
    const before = this.cost.get(...key, currency);
    const after = before === undefined ? amount : decimal(before).add(amount);
    this.setCost.run(...key, currency, after.toString());
  }
}

const BILLION = 10n ** BigInt(MOST_DECIMALS);

interface Split {
  readonly whole: bigint;
  readonly nano: bigint;
}

/** Both parts carry the sign of the value. */
function split(text: string, sign: 1 | -1): Split {
  if (!text.includes(".")) return { whole: BigInt(sign) * BigInt(text), nano: 0n };
  const scaled = signed(decimal(text), sign).at(MOST_DECIMALS);
  return { whole: scaled / BILLION, nano: scaled % BILLION };
}

function signed(value: Decimal, sign: 1 | -1): Decimal {
  return sign === 1 ? value : value.neg();
}

/** The value of a stored whole and its billionths, which may have grown beyond one whole. */
export function joined(whole: bigint, nano: bigint): Decimal {
  return nano === 0n ? Decimal.fromInteger(whole) : new Decimal(whole * BILLION + nano, MOST_DECIMALS).normalized();
}
