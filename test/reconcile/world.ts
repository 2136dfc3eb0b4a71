import type { Catalog } from "../../src/catalog/index.js";
import { parseCatalog } from "../../src/catalog/parse.js";
import { type CsvInvoiceFormat, columnsOf, detectFormat } from "../../src/invoices/index.js";
import { formatInstant, type Meter, meter, type Provider, parseInstant } from "../../src/meters/index.js";
import { Decimal, decimal } from "../../src/money/index.js";
import { type InvoiceInput, LineBook, type Reconciliation, reconcile } from "../../src/reconcile/index.js";
import type { ReconcileOptions } from "../../src/reconcile/input.js";
import { totalsOf, type UsageEvent, type UsageTotal } from "../../src/usage/index.js";

const openai = `
provider: openai
name: OpenAI
url: https://platform.openai.com
id_grammar: openai
regions: {default: global, classes: {}}
charges: [{name: Promotional credit, category: credit}]
offers:
  - id: alpha
    model: alpha
    aliases: [alpha-2026-01-01]
    status: active
    prices:
      - from: 2026-01-01
        until: 2026-06-01
        currency: USD
        source: a
        checked: 2026-11-01
        per: 1000000
        rates: {uncached_input: 5, cache_read: 0.5, output: 20}
      - from: 2026-06-01
        currency: USD
        source: a
        checked: 2026-11-01
        per: 1000000
        context: {long: {over: 272000, basis: input, scope: request}}
        rates: {uncached_input: 2.5, cache_read: 0.25, output: 15}
        rules:
          - {when: {context: long}, rates: {uncached_input: 5, cache_read: 0.5, output: 22.5}}
          - {when: {service_tier: [batch, flex]}, times: {tokens: 0.5}}
          - {when: {service_tier: priority}, times: {tokens: 2}}
          - {when: {region_class: eu}, times: {tokens: 1.1}}
  - id: beta
    model: beta
    status: active
    prices:
      - from: 2026-01-01
        currency: USD
        source: a
        checked: 2026-11-01
        per: 1000000
        rates: {uncached_input: 0.4, cache_read: 0.1, output: 1.6}
        rules: [{when: {service_tier: batch}, times: {tokens: 0.5}}]
  - id: web-search
    billing_names: [web search tool calls]
    status: active
    prices:
      - from: 2026-01-01
        currency: USD
        source: a
        checked: 2026-11-01
        rates: {web_search: {rate: 10, per: 1000, counts: one call}}
        allowances: [{meter: web_search, quantity: 100, per: month, scope: account}]
`;

const anthropic = `
provider: anthropic
name: Anthropic
url: https://console.anthropic.com
id_grammar: plain
regions: {default: global, classes: {}}
offers:
  - id: claude-gamma
    model: claude-gamma
    billing_names: [Claude Gamma]
    status: active
    prices:
      - from: 2026-01-01
        currency: USD
        source: a
        checked: 2026-11-01
        per: 1000000
        rates: {uncached_input: 3, cache_read: 0.3, cache_write_5m: 3.75, cache_write_1h: 6, output: 15}
        rules: [{when: {service_tier: batch}, times: {tokens: 0.5}}, {when: {region_class: us}, times: {tokens: 1.1}}]
  - id: claude-delta
    model: claude-delta
    billing_names: [Claude Delta]
    status: active
    prices:
      - from: 2026-01-01
        currency: USD
        source: a
        checked: 2026-11-01
        per: 1000000
        rates: {uncached_input: 1, cache_read: 0.1, cache_write_5m: 1.25, cache_write_1h: 2, output: 5}
`;

const models = (family: string, ids: readonly string[]): string =>
  [
    `family: ${family}`,
    "models:",
    ...ids.map((id) => `  - {id: ${id}, name: ${id}, type: text, capabilities: [reasoning], description: x}`),
  ].join("\n");

export function worldCatalog(): Catalog {
  const { catalog, findings } = parseCatalog([
    { path: "catalog/providers/openai.yaml", text: openai },
    { path: "catalog/providers/anthropic.yaml", text: anthropic },
    { path: "catalog/models/openai.yaml", text: models("openai", ["alpha", "beta"]) },
    { path: "catalog/models/anthropic.yaml", text: models("anthropic", ["claude-gamma", "claude-delta"]) },
  ]);
  if (catalog === null || findings.length > 0) throw new Error(JSON.stringify(findings));
  return catalog;
}

export const catalog = worldCatalog();

export interface EventFacts {
  readonly time: string;
  readonly model: string;
  readonly usage: Readonly<Record<string, number>>;
  readonly provider?: Provider;
  readonly more?: Partial<UsageEvent>;
}

let counter = 0;

export function event({ time, model, usage, provider = "openai", more = {} }: EventFacts): UsageEvent {
  counter += 1;
  const meters = new Map<Meter, Decimal>();
  for (const [name, quantity] of Object.entries(usage)) meters.set(meter(name), Decimal.fromInteger(quantity));
  return {
    source: "test",
    id: `e${counter}`,
    time: parseInstant(time) ?? Number.NaN,
    provider,
    model,
    usage: meters,
    requests: 1,
    serviceTier: "standard",
    ...more,
  };
}

/** Ten days of October 2026, two models, two keys, several requests a day, near midnight and at noon. */
export function octoberEvents(): UsageEvent[] {
  const events: UsageEvent[] = [];
  for (let day = 1; day <= 10; day += 1) {
    for (const [index, apiKey] of ["key_a", "key_b"].entries()) {
      for (const [turn, hour] of ["01", "09", "17", "22"].entries()) {
        const base = 60_000 + day * 1_000 + index * 317 + turn * 53;
        const time = `2026-10-${String(day).padStart(2, "0")}T${hour}:30:00Z`;
        const more = {
          apiKey,
          project: index === 0 ? "proj_search" : "proj_chat",
          reasoning: Decimal.fromInteger((base / 100) | 0),
        };
        events.push(
          event({
            time,
            model: "alpha-2026-01-01",
            usage: { uncached_input: base, cache_read: base + 7_000, output: (base / 4) | 0 },
            more,
          }),
          event({
            time,
            model: "beta",
            usage: { uncached_input: base, cache_read: base + 11, output: base },
            more,
          }),
        );
      }
    }
  }
  return events;
}

/** Rates of the bill, in dollars per million, by model, class and tier: written down here apart from the catalog. */
const BILL_RATES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  alpha: { uncached_input: "2.5", cache_read: "0.25", output: "15" },
  beta: { uncached_input: "0.4", cache_read: "0.1", output: "1.6" },
};
const CLASSES: Readonly<Record<string, string>> = {
  uncached_input: "input",
  cache_read: "cached input",
  output: "output",
};

export interface BillOptions {
  /** Grouped by key and project, as the export is when these are chosen. */
  readonly byKey?: boolean;
  readonly factor?: (model: string) => string;
  readonly tier?: (model: string) => string;
  readonly extra?: readonly string[];
}

const HEADER =
  "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,quantity,quantity_unit,line_item,user_id,api_key_id,project_id,organization_id,project_name,organization_name,user_email,api_source";

/** OpenAI's cost export, grouped by line item (and key), of what these events truly used. */
export function openaiBill(events: readonly UsageEvent[], options: BillOptions = {}): string {
  const sums = new Map<
    string,
    { day: number; model: string; name: string; key: string; project: string; quantity: Decimal }
  >();
  for (const used of events) {
    if (used.provider !== "openai") continue;
    const day = Math.floor(used.time / 86_400_000) * 86_400;
    const model = used.model.startsWith("alpha") ? "alpha" : used.model;
    for (const [name, quantity] of used.usage) {
      const [key, project] = options.byKey === true ? [used.apiKey ?? "", used.project ?? ""] : ["", ""];
      const id = [day, model, name, key].join("|");
      const known = sums.get(id) ?? { day, model, name, key, project, quantity: Decimal.zero };
      sums.set(id, { ...known, quantity: known.quantity.add(quantity) });
    }
  }
  const rows = [...sums.values()].map((sum) => {
    const rate = decimal(BILL_RATES[sum.model]?.[sum.name] ?? "0").mul(decimal(options.factor?.(sum.model) ?? "1"));
    const amount = sum.quantity.mul(rate).mul(decimal("0.000001"));
    const tier = options.tier?.(sum.model) ?? "";
    const name = sum.model === "alpha" ? "alpha-2026-01-01" : sum.model;
    const item = `"${tier}${name}, ${CLASSES[sum.name]}"`;
    const iso = (at: number): string => formatInstant(at * 1000).replace("Z", "");
    return `${sum.day},${sum.day + 86_400},${iso(sum.day)},${iso(sum.day + 86_400)},${amount},usd,${sum.quantity},tokens,${item},,${sum.key},${sum.project},org-1,,,,`;
  });
  return [HEADER, ...rows, ...(options.extra ?? [])].join("\n");
}

/** One more line of an OpenAI bill on a day of October. */
export function billLine(day: number, item: string, amount: string, quantity = "", unit = ""): string {
  const start = Date.UTC(2026, 9, day) / 1000;
  const iso = (at: number): string => formatInstant(at * 1000).replace("Z", "");
  return `${start},${start + 86_400},${iso(start)},${iso(start + 86_400)},${amount},usd,${quantity},${unit},"${item}",,,,org-1,,,,`;
}

function splitCsv(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((match) => match[1] ?? match[2] ?? "");
}

/** A file of an invoice as the reconciliation takes it, by the real format of its header. */
export function invoice(text: string, path = "invoice.csv"): InvoiceInput {
  const [header = "", ...lines] = text.split("\n");
  const columns = columnsOf(splitCsv(header));
  const format: CsvInvoiceFormat | undefined = detectFormat(columns);
  if (format === undefined) throw new Error(`no format for ${header}`);
  const book = new LineBook();
  const rows = lines.map((line, index) => ({ line: index + 2, cells: splitCsv(line) }));
  for (const outcome of format.read(rows, columns)) book.add(outcome);
  const { id, kind, never, states } = format;
  return { path, sha256: path, format: id, kind, never, states, book, notes: [] };
}

export const OPTIONS: ReconcileOptions = {
  dayOffset: 0,
  toleranceRatio: decimal("0.005"),
  toleranceAmount: decimal("0.01"),
};

export interface HoldOptions {
  readonly options?: Partial<ReconcileOptions>;
  readonly duplicates?: readonly UsageTotal[];
}

/** Reconciles files against a ledger of these events; null is no ledger. */
export function hold(
  files: readonly string[],
  ledger: readonly UsageEvent[] | null,
  { options = {}, duplicates = [] }: HoldOptions = {},
): Reconciliation {
  return reconcile({
    invoices: files.map((text, index) => invoice(text, `invoice-${index + 1}.csv`)),
    ledger: ledger === null ? null : { totals: totalsOf(ledger), duplicates, events: ledger.length, through: null },
    catalog,
    options: { ...OPTIONS, ...options },
  });
}

/** `cause amount` of each break, largest first. */
export function causesOf(result: Reconciliation): string[] {
  return result.statements.flatMap((statement) =>
    statement.breaks.map((found) => `${found.cause} ${found.step} ${found.amount}`),
  );
}

export function bridgeOf(result: Reconciliation): Record<string, string> {
  const [statement] = result.statements;
  return Object.fromEntries((statement?.bridge ?? []).map((line) => [line.step, line.amount.toString()]));
}
