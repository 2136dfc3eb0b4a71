import { cacheLifetime, isCacheWrite, type Meter } from "../../meters/index.js";
import type { PriceSet } from "../price-set.js";
import { statedRates } from "./each.js";

const UNIT_MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440 };

/** The text cache writes that a set states a rate for, the shortest lifetime first; those without a lifetime are last. */
export function cacheWrites(set: PriceSet): Meter[] {
  const found = new Set<Meter>();
  for (const { rates } of statedRates(set)) {
    for (const [key, rate] of rates) if (rate.kind === "rate" && isTextWrite(key)) found.add(key);
  }
  return [...found].sort((a, b) => lifetimeMinutes(a) - lifetimeMinutes(b));
}

function isTextWrite(key: string): key is Meter {
  return isCacheWrite(key) && !/_(?:audio|image|video)$/.test(key);
}

/** `1h` → 60; a write without a lifetime outlasts all. */
function lifetimeMinutes(write: Meter): number {
  const lifetime = cacheLifetime(write) ?? "";
  const unit = UNIT_MINUTES[lifetime.slice(-1)];
  return unit === undefined ? Number.MAX_SAFE_INTEGER : Number(lifetime.slice(0, -1)) * unit;
}
