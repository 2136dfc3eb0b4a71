import { inGroup, isCacheWrite, isMeterGroup, parseMeter } from "../meters/index.js";

/** Cache writes of which the lifetime is not stated: they may be of any, and so stand for all, as a wildcard does. */
const ANY_LIFETIME = "cache_write";

/** Whether a name stands for several meters. */
export function isWildcard(name: string): boolean {
  return isMeterGroup(name) || name === ANY_LIFETIME;
}

/** Whether a stated meter is the one, or is a wildcard that takes it in. */
export function covers(stated: string, meter: string | null): boolean {
  if (meter === null || meter === stated) return meter === stated;
  if (stated === ANY_LIFETIME) return isCacheWrite(meter) && !/_(?:audio|image|video)$/.test(meter);
  const known = parseMeter(meter);
  return isMeterGroup(stated) && known !== undefined && inGroup(known, stated);
}

/**
 * The names under which the meters of a part are compared. A wildcard (`tokens`, `cache_write_*`) cannot be told from the
 * meters it covers, so they all get its name; wildcards that share a meter get one name together.
 */
export function meterNames(meters: Iterable<string>): (meter: string) => string {
  const all = [...new Set(meters)].sort();
  const wildcards = all.filter(isWildcard);
  if (wildcards.length === 0) return (meter) => meter;
  const name = new Map<string, string>(all.map((meter) => [meter, meter]));
  const join = (a: string, b: string): void => {
    const [from, to] = [name.get(b) ?? b, name.get(a) ?? a];
    for (const meter of all) if (name.get(meter) === from) name.set(meter, to);
  };
  for (const wildcard of wildcards) {
    for (const meter of all) {
      if (!isMeterGroup(meter) && covers(wildcard, meter)) join(wildcard, meter);
    }
    if (wildcard === "input" && wildcards.includes("tokens")) join("tokens", "input");
    if (wildcard === "cache_write_*" && wildcards.includes("input")) join("input", wildcard);
    if (wildcard === "cache_write_*" && wildcards.includes("tokens")) join("tokens", wildcard);
  }
  return (meter) => name.get(meter) ?? meter;
}
