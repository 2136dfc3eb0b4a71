import { isProvider, type Provider, VARIANT_KEYS } from "../../meters/index.js";
import type { UsageEvent, UsageTotal } from "../../usage/index.js";
import { requestInterval } from "../../usage/totals.js";

/** All of a total that is no number and no time: usage that agrees in it is one series. */
export type SeriesFacts = Omit<
  UsageTotal,
  "quarter" | "usage" | "reasoning" | "requests" | "events" | "providerCost" | "eventsWithoutCost"
>;

export type SeriesValue = string | number | null;

/** The facts that may be absent, by the names of their columns. */
const OPTIONAL = [
  ["region", "region"],
  ["region_class", "regionClass"],
  ["speed", "speed"],
  ["mode", "mode"],
  ["account", "account"],
  ["project", "project"],
  ["api_key", "apiKey"],
  ["tenant", "tenant"],
  ["role", "role"],
  ["operation", "operation"],
] as const satisfies readonly (readonly [string, keyof SeriesFacts])[];

/** In the order of a series' content. */
export const SERIES_COLUMNS: readonly string[] = [
  ...["source", "provider", "model", "interval", "service_tier"],
  ...OPTIONAL.map(([column]) => column),
  "variant",
];

/** The series of an event as a JSON list in the order of the columns: equal series have equal contents. */
export function seriesContent(event: UsageEvent): string {
  const values: SeriesValue[] = [
    event.source,
    event.provider,
    event.model,
    requestInterval(event),
    event.serviceTier,
    event.region ?? null,
    event.regionClass ?? null,
    event.speed ?? null,
    event.mode ?? null,
    event.account ?? null,
    event.project ?? null,
    event.apiKey ?? null,
    event.tenant ?? null,
    event.role ?? null,
    event.operation ?? null,
    event.variant === undefined ? null : variantText(event.variant),
  ];
  return JSON.stringify(values);
}

function variantText(variant: NonNullable<UsageEvent["variant"]>): string | null {
  const stated = VARIANT_KEYS.filter((key) => variant[key] !== undefined).map((key) => [key, variant[key]]);
  return stated.length === 0 ? null : JSON.stringify(Object.fromEntries(stated));
}

export function seriesValues(content: string): readonly SeriesValue[] {
  return JSON.parse(content);
}

/** The facts of a content. Throws a RangeError for a provider that this version does not know. */
export function readSeries(content: string): SeriesFacts {
  const [source, provider, model, interval, serviceTier, ...rest] = seriesValues(content);
  const variant = rest[OPTIONAL.length];
  const stated = OPTIONAL.map(([, field], place) => [field, rest[place]]).filter(([, value]) => value != null);
  return {
    source: String(source),
    provider: providerOf(String(provider)),
    model: String(model),
    interval: Number(interval),
    serviceTier: String(serviceTier),
    ...Object.fromEntries(stated),
    ...(typeof variant === "string" ? { variant: JSON.parse(variant) } : {}),
  };
}

function providerOf(name: string): Provider {
  if (!isProvider(name)) throw new RangeError(`the ledger holds an unknown provider ${JSON.stringify(name)}`);
  return name;
}
