import { formatInstant, wholeInput } from "../../../src/meters/index.js";
import { Decimal, decimal } from "../../../src/money/index.js";
import type { UsageEvent } from "../../../src/usage/index.js";

/** Rates of the bill, in dollars per million, by model and class: written down here apart from the catalog. */
const RATES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  alpha: { uncached_input: "2.5", cache_read: "0.25", output: "15" },
  "alpha, long": { uncached_input: "5", cache_read: "0.5", output: "22.5" },
  beta: { uncached_input: "0.4", cache_read: "0.1", output: "1.6" },
};
const TIERS: Readonly<Record<string, { readonly prefix: string; readonly factor: string }>> = {
  standard: { prefix: "", factor: "1" },
  batch: { prefix: "batch api | ", factor: "0.5" },
  flex: { prefix: "flex | ", factor: "0.5" },
  priority: { prefix: "priority | ", factor: "2" },
};
const CLASSES: Readonly<Record<string, string>> = {
  uncached_input: "input",
  cache_read: "cached input",
  output: "output",
};

/** What one row of the bill states, before it is written. */
export interface BilledRow {
  /** Seconds since 1970 of the day's start. */
  readonly start: number;
  readonly end: number;
  readonly model: string;
  readonly meter: string;
  readonly tier: string;
  readonly long: boolean;
  readonly key: string;
  readonly project: string;
  readonly quantity: Decimal;
  /** In dollars per million. */
  readonly rate: Decimal;
  readonly item: string;
  readonly amount: Decimal;
  readonly currency: string;
  readonly statesQuantity: boolean;
}

export interface BillOptions {
  /** Grouped by key and project, as the export is when these are chosen. */
  readonly byKey?: boolean;
  /** Changes a row before its amount is worked out; null leaves it out. */
  readonly each?: (row: Omit<BilledRow, "amount">) => Partial<BilledRow> | null;
  /** Rows written as they are. */
  readonly extra?: readonly string[];
}

const HEADER =
  "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,quantity,quantity_unit,line_item,user_id,api_key_id,project_id,organization_id,project_name,organization_name,user_email,api_source";
const DAY_SECONDS = 86_400;

/** OpenAI's cost export, grouped by line item (and key), of what these events truly used. */
export function openaiBill(events: readonly UsageEvent[], options: BillOptions = {}): string {
  const rows = rowsOf(events, options.byKey === true).flatMap((row) => {
    const change = options.each === undefined ? {} : options.each(row);
    if (change === null) return [];
    const changed = { ...row, ...change };
    const amount = change.amount ?? changed.quantity.mul(changed.rate).mul(decimal("0.000001"));
    return [written({ ...changed, amount })];
  });
  return [HEADER, ...rows, ...(options.extra ?? [])].join("\n");
}

function rowsOf(events: readonly UsageEvent[], byKey: boolean): Omit<BilledRow, "amount">[] {
  const rows = new Map<string, Omit<BilledRow, "amount">>();
  for (const used of events) {
    if (used.provider !== "openai") continue;
    const start = Math.floor(used.time / 86_400_000) * DAY_SECONDS;
    const model = used.model.startsWith("alpha") ? "alpha" : used.model;
    const long = model === "alpha" && wholeInput(used.usage).greaterThan(Decimal.fromInteger(272_000));
    const tier = used.serviceTier;
    for (const [meter, quantity] of used.usage) {
      const [key, project] = byKey ? [used.apiKey ?? "", used.project ?? ""] : ["", ""];
      const id = [start, model, tier, long, meter, key].join("|");
      const known = rows.get(id)?.quantity ?? Decimal.zero;
      const stated = RATES[long ? `${model}, long` : model]?.[meter] ?? "0";
      const rate = decimal(stated).mul(decimal(TIERS[tier]?.factor ?? "1"));
      const item = lineItem(model, meter, tier, long);
      const facts = { start, end: start + DAY_SECONDS, model, meter, tier, long, key, project, rate, item };
      rows.set(id, { ...facts, currency: "usd", statesQuantity: true, quantity: known.add(quantity) });
    }
  }
  return [...rows.values()];
}

/** As OpenAI writes it: `batch api | alpha-2026-01-01, cached input, long context`. */
function lineItem(model: string, meter: string, tier = "standard", long = false): string {
  const name = model === "alpha" ? "alpha-2026-01-01" : model;
  return `${TIERS[tier]?.prefix ?? ""}${name}, ${CLASSES[meter] ?? meter}${long ? ", long context" : ""}`;
}

function written(row: BilledRow): string {
  const { start, end, amount, currency, item, key, project } = row;
  const [quantity, unit] = row.statesQuantity ? [row.quantity, "tokens"] : ["", ""];
  return `${start},${end},${iso(start)},${iso(end)},${amount},${currency},${quantity},${unit},"${item}",,${key},${project},org-1,,,,`;
}

function iso(seconds: number): string {
  return formatInstant(seconds * 1000).replace("Z", "");
}

/** One more line of an OpenAI bill on a day of October. */
export function billLine(
  day: number,
  item: string,
  amount: string,
  { quantity = "", unit = "", currency = "usd", key = "", project = "", days = 1 } = {},
): string {
  const start = Date.UTC(2026, 9, day) / 1000;
  const end = start + days * DAY_SECONDS;
  return `${start},${end},${iso(start)},${iso(end)},${amount},${currency},${quantity},${unit},"${item}",,${key},${project},org-1,,,,`;
}

/** The export of a range that is not grouped by line item: one amount a day, without a model. */
function ungroupedBill(amounts: readonly (readonly [day: number, amount: string])[]): string {
  return [HEADER, ...amounts.map(([day, amount]) => billLine(day, "", amount))].join("\n");
}

/** What a bill sums to: the amount column, read apart from the product. */
export function totalOf(bill: string): Decimal {
  const amounts = bill.split("\n").slice(1);
  return Decimal.sum(amounts.map((row) => decimal(row.split(",")[4] ?? "0")));
}

/** What these events cost at the bill's own rates. */
export function costOf(events: readonly UsageEvent[]): Decimal {
  return totalOf(openaiBill(events));
}

/** The same events as one amount a day, as the export is when it is not grouped by line item. */
export function ungroupedBillOf(events: readonly UsageEvent[]): string {
  const days = [...new Set(events.map((used) => new Date(used.time).getUTCDate()))];
  const of = (day: number): UsageEvent[] => events.filter((used) => new Date(used.time).getUTCDate() === day);
  return ungroupedBill(days.map((day) => [day, costOf(of(day)).toString()]));
}
