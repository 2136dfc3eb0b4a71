import { formatDay, wholeInput } from "../../../src/meters/index.js";
import { Decimal, decimal, roundHalfEven } from "../../../src/money/index.js";
import type { UsageEvent } from "../../../src/usage/index.js";

/** Dollars per million, written down here apart from the catalog. */
const RATES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "claude-gamma": {
    uncached_input: "3",
    cache_read: "0.3",
    cache_write_5m: "3.75",
    cache_write_1h: "6",
    output: "15",
  },
  "claude-delta": { uncached_input: "1", cache_read: "0.1", cache_write_5m: "1.25", cache_write_1h: "2", output: "5" },
};
const NAMES: Readonly<Record<string, string>> = { "claude-gamma": "Claude Gamma", "claude-delta": "Claude Delta" };
const TOKEN_TYPES: Readonly<Record<string, string>> = {
  uncached_input: "input_no_cache",
  cache_read: "input_cache_read",
  cache_write_5m: "input_cache_write_5m",
  cache_write_1h: "input_cache_write_1h",
  output: "output",
};

const COST_HEADER =
  "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,cost_type,inference_geo,speed";

/** What one row of the cost export states. */
export interface ConsoleRow {
  readonly day: string;
  readonly model: string;
  readonly meter: string;
  readonly workspace: string;
  readonly key: string;
  readonly tier: string;
  readonly window: string;
  readonly geo: string;
  readonly speed: string;
  readonly quantity: Decimal;
  readonly rate: Decimal;
  readonly cost: Decimal;
  readonly list: Decimal;
}

type Draft = Omit<ConsoleRow, "cost" | "list">;

/** Anthropic's console cost export of what these events truly used: amounts rounded to cents in each row. */
export function anthropicCosts(
  events: readonly UsageEvent[],
  each: (row: Draft) => Partial<ConsoleRow> = () => ({}),
  extra: readonly string[] = [],
): string {
  const rows = rowsOf(events).map((row) => {
    const changed = { ...row, ...each(row) };
    const exact = changed.quantity.mul(changed.rate).mul(decimal("0.000001"));
    const cost = changed.cost ?? roundHalfEven(exact, 2);
    const list = changed.list ?? cost;
    const { day, model, workspace, key, tier, window, meter, geo, speed } = changed;
    const type = TOKEN_TYPES[meter] ?? meter;
    const usageType = tier === "standard" ? "message" : tier;
    return `${day},${NAMES[model] ?? model},${workspace},${key},${usageType},${window},${type},${cents(cost)},${cents(list)},token,${geo},${speed}`;
  });
  return [COST_HEADER, ...rows, ...extra].join("\n");
}

function cents(amount: Decimal): string {
  const text = amount.toString();
  const [whole = "0", fraction = ""] = text.split(".");
  return `${whole}.${fraction.padEnd(2, "0")}`;
}

function rowsOf(events: readonly UsageEvent[]): Draft[] {
  const rows = new Map<string, Draft>();
  for (const used of events) {
    if (used.provider !== "anthropic") continue;
    for (const [meter, quantity] of used.usage) {
      const facts = factsOf(used);
      const id = [...Object.values(facts), meter].join("|");
      const known = rows.get(id)?.quantity ?? Decimal.zero;
      const rate = decimal(RATES[used.model]?.[meter] ?? "0");
      rows.set(id, { ...facts, meter, rate, quantity: known.add(quantity) });
    }
  }
  return [...rows.values()];
}

function factsOf(used: UsageEvent): Omit<Draft, "meter" | "rate" | "quantity"> {
  const long = used.model === "claude-gamma" && wholeInput(used.usage).greaterThan(Decimal.fromInteger(200_000));
  return {
    day: formatDay(used.time),
    model: used.model,
    workspace: used.project ?? "default",
    key: used.apiKey ?? "",
    tier: used.serviceTier,
    window: long ? "> 200k" : "≤ 200k",
    geo: used.regionClass ?? "not_available",
    speed: used.speed === "fast" ? "fast" : "",
  };
}

const TOKEN_HEADER =
  "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,inference_geo,speed";
const COLUMNS = ["uncached_input", "cache_write_5m", "cache_write_1h", "cache_read", "output"] as const;

/** Anthropic's console tokens export of the same events: a row a day, or a row an hour. */
export function anthropicTokens(events: readonly UsageEvent[], { hourly = false } = {}): string {
  const rows = new Map<string, { head: string; tail: string; counts: Map<string, Decimal> }>();
  for (const used of events) {
    if (used.provider !== "anthropic") continue;
    const { day, model, workspace, key, tier, window, geo, speed } = factsOf(used);
    const hour = ` ${String(new Date(used.time).getUTCHours()).padStart(2, "0")}:00`;
    const head = `${day}${hourly ? hour : ""},${model},${key},${workspace},${tier},${window}`;
    const tail = `0,${geo},${speed}`;
    const id = `${head}|${tail}`;
    const row = rows.get(id) ?? { head, tail, counts: new Map<string, Decimal>() };
    for (const [meter, quantity] of used.usage)
      row.counts.set(meter, (row.counts.get(meter) ?? Decimal.zero).add(quantity));
    rows.set(id, row);
  }
  const lines = [...rows.values()].map(
    ({ head, tail, counts }) =>
      `${head},${COLUMNS.map((meter) => counts.get(meter) ?? Decimal.zero).join(",")},${tail}`,
  );
  return [TOKEN_HEADER, ...lines].join("\n");
}
