import { QUARTER_HOUR } from "../../meters/index.js";
import type { TotalsQuery } from "../ledger.js";

export interface Range {
  /** A condition for WHERE, with a mark for each value. */
  readonly where: string;
  readonly values: readonly (number | string)[];
}

/** A query as a condition on a column of times (or of quarter hours) and on the provider. */
export function rangeOf(column: "quarter" | "time", query: TotalsQuery): Range {
  const { from, until, providers } = query;
  for (const edge of column === "quarter" ? [from, until] : []) {
    if (edge !== undefined && edge % QUARTER_HOUR !== 0) throw new RangeError(`${edge} is not on a quarter hour`);
  }
  const conditions: string[] = ["TRUE"];
  const values: (number | string)[] = [];
  if (from !== undefined) {
    conditions.push(`${column} >= ?`);
    values.push(from);
  }
  if (until !== undefined) {
    conditions.push(`${column} < ?`);
    values.push(until);
  }
  if (providers !== undefined) {
    conditions.push(`provider IN (${providers.map(() => "?").join(", ")})`);
    values.push(...providers);
  }
  return { where: conditions.join(" AND "), values };
}
