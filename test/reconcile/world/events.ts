import { type Meter, meter, type Provider, parseInstant } from "../../../src/meters/index.js";
import { Decimal } from "../../../src/money/index.js";
import type { UsageEvent } from "../../../src/usage/index.js";

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
  return {
    source: "test",
    id: `e${counter}`,
    time: at(time),
    provider,
    model,
    usage: usageOf(usage),
    requests: 1,
    serviceTier: "standard",
    ...more,
  };
}

export function at(time: string): number {
  const instant = parseInstant(time);
  if (instant === undefined) throw new RangeError(`no time: ${time}`);
  return instant;
}

function usageOf(usage: Readonly<Record<string, number>>): Map<Meter, Decimal> {
  const meters = new Map<Meter, Decimal>();
  for (const [name, quantity] of Object.entries(usage)) meters.set(meter(name), Decimal.fromInteger(quantity));
  return meters;
}

/** The event with other meters; each is given what the event holds of every meter. */
export function withUsage(
  used: UsageEvent,
  change: (quantityOf: (name: string) => number) => Readonly<Record<string, number>>,
): UsageEvent {
  const quantityOf = (name: string): number => Number(used.usage.get(meter(name)) ?? 0);
  return { ...used, usage: usageOf(change(quantityOf)) };
}

/** The events with another time, each moved by as many hours. */
export function shifted(events: readonly UsageEvent[], hours: number): UsageEvent[] {
  return events.map((used) => ({ ...used, time: used.time + hours * 3_600_000 }));
}

export function dayOf(used: UsageEvent): number {
  return new Date(used.time).getUTCDate();
}

const HOURS = ["01", "09", "17", "22"];

function time(day: number, hour: string): string {
  return `2026-10-${String(day).padStart(2, "0")}T${hour}:30:00Z`;
}

/** Ten days of October 2026, two models, two keys, several requests a day, near midnight and at noon. */
export function octoberEvents(days = 10): UsageEvent[] {
  const events: UsageEvent[] = [];
  for (let day = 1; day <= days; day += 1) {
    for (const [index, apiKey] of ["key_a", "key_b"].entries()) {
      for (const [turn, hour] of HOURS.entries()) {
        const base = 60_000 + day * 1_000 + index * 317 + turn * 53;
        const project = index === 0 ? "proj_search" : "proj_chat";
        const more = { apiKey, project, reasoning: Decimal.fromInteger(Math.trunc(base / 100)) };
        const alpha = { uncached_input: base, cache_read: base + 7_000, output: Math.trunc(base / 4) };
        const beta = { uncached_input: base, cache_read: base + 11, output: base };
        events.push(event({ time: time(day, hour), model: "alpha-2026-01-01", usage: alpha, more }));
        events.push(event({ time: time(day, hour), model: "beta", usage: beta, more }));
      }
    }
  }
  return events;
}

/** Five days of October 2026 at Anthropic: two models, two workspaces, cache writes and reads. */
export function anthropicEvents(days = 5): UsageEvent[] {
  const events: UsageEvent[] = [];
  for (let day = 1; day <= days; day += 1) {
    for (const [turn, hour] of HOURS.entries()) {
      const base = 40_000 + day * 1_300 + turn * 171;
      const more = { apiKey: turn < 2 ? "web" : "nightly", project: turn < 2 ? "default" : "Research" };
      const gamma = { uncached_input: base, cache_read: base * 2, cache_write_5m: base + 901, output: base - 3_000 };
      const delta = { uncached_input: base + 77, cache_read: base, cache_write_5m: base - 400, output: base };
      events.push(
        event({ provider: "anthropic", time: time(day, hour), model: "claude-gamma", usage: gamma, more }),
        event({ provider: "anthropic", time: time(day, hour), model: "claude-delta", usage: delta, more }),
      );
    }
  }
  return events;
}

/** Every event with its cached tokens counted in the uncached input too, as a log does that takes the input total for it. */
export function cachedTwice(events: readonly UsageEvent[]): UsageEvent[] {
  return events.map((used) =>
    withUsage(used, (quantity) => ({
      uncached_input: quantity("uncached_input") + quantity("cache_read"),
      cache_read: quantity("cache_read"),
      output: quantity("output"),
    })),
  );
}
