import {
  addUsage,
  type Instant,
  type Interval,
  intervalOf,
  intervalOfSeveral,
  type Meter,
  quarterHour,
  VARIANT_KEYS,
  wholeInput,
} from "../meters/index.js";
import { type Currency, Decimal, type Money } from "../money/index.js";
import type { UsageEvent, UsageTotal } from "./event.js";
import { wholeOutput } from "./usage-field.js";

/** The conditions and attribution that split totals, in a fixed order. */
const SPLITS = [
  ...["source", "provider", "model", "serviceTier", "region", "regionClass", "speed", "mode"],
  ...["account", "project", "apiKey", "tenant", "role", "operation"],
] as const satisfies readonly (keyof UsageEvent & keyof UsageTotal)[];

/**
 * Totals by quarter hour of UTC over everything that can change a price or an attribution, in the order in which their
 * first event came. The sum over totals is the sum over events, meter by meter.
 */
export function totalsOf(events: Iterable<UsageEvent>): UsageTotal[] {
  const totals = new Map<string, TotalDraft>();
  for (const event of events) {
    const quarter = quarterHour(event.time);
    const interval = requestInterval(event);
    const key = keyOf(event, quarter, interval);
    let total = totals.get(key);
    if (total === undefined) {
      total = start(event, quarter, interval);
      totals.set(key, total);
    }
    add(total, event);
  }
  return [...totals.values()].map(finish);
}

/** Where the whole input of a record's request lies; of a record of several requests only what must be so is known. */
export function requestInterval(event: Pick<UsageEvent, "usage" | "requests">): Interval {
  const input = wholeInput(event.usage);
  return event.requests === 1 ? intervalOf(input) : intervalOfSeveral(input);
}

type Split = (typeof SPLITS)[number];

interface TotalDraft {
  readonly first: UsageEvent;
  readonly quarter: Instant;
  readonly interval: Interval;
  readonly usage: Map<Meter, Decimal>;
  readonly cost: Map<Currency, Decimal>;
  reasoning: Decimal | undefined;
  requests: number;
  events: number;
  eventsWithoutCost: number;
}

function keyOf(event: UsageEvent, quarter: Instant, interval: Interval): string {
  const variant = VARIANT_KEYS.map((key) => event.variant?.[key] ?? null);
  return JSON.stringify([quarter, interval, ...SPLITS.map((split) => event[split] ?? null), ...variant]);
}

function start(event: UsageEvent, quarter: Instant, interval: Interval): TotalDraft {
  const empty = { usage: new Map(), cost: new Map(), reasoning: Decimal.zero };
  return { first: event, quarter, interval, ...empty, requests: 0, events: 0, eventsWithoutCost: 0 };
}

function add(total: TotalDraft, event: UsageEvent): void {
  addUsage(total.usage, event.usage);
  total.requests += event.requests;
  total.events += 1;
  if (event.reasoning !== undefined) total.reasoning = total.reasoning?.add(event.reasoning);
  else if (!wholeOutput(event.usage).isZero()) total.reasoning = undefined;
  if (event.providerCost === undefined) total.eventsWithoutCost += 1;
  else addCost(total.cost, event.providerCost);
}

function addCost(costs: Map<Currency, Decimal>, { amount, currency }: Money): void {
  costs.set(currency, (costs.get(currency) ?? Decimal.zero).add(amount));
}

function finish({ first, quarter, interval, usage, cost, reasoning, ...counts }: TotalDraft): UsageTotal {
  const providerCost = [...cost].map(([currency, amount]): Money => ({ amount, currency }));
  const splits = pick(first);
  const variant = first.variant === undefined ? {} : { variant: first.variant };
  const memo = reasoning === undefined ? {} : { reasoning };
  return { ...splits, ...variant, quarter, interval, usage, ...memo, ...counts, providerCost };
}

function pick(event: UsageEvent): Pick<UsageEvent, Split> {
  const { source, provider, model, serviceTier, region, regionClass, speed, mode } = event;
  const { account, project, apiKey, tenant, role, operation } = event;
  return {
    ...{ source, provider, model, serviceTier },
    ...(region !== undefined && { region }),
    ...(regionClass !== undefined && { regionClass }),
    ...(speed !== undefined && { speed }),
    ...(mode !== undefined && { mode }),
    ...(account !== undefined && { account }),
    ...(project !== undefined && { project }),
    ...(apiKey !== undefined && { apiKey }),
    ...(tenant !== undefined && { tenant }),
    ...(role !== undefined && { role }),
    ...(operation !== undefined && { operation }),
  };
}
