import { inGroup, isMeterGroup, type Meter } from "../meters/index.js";

/**
 * The names under which the meters of a part are compared. A wildcard (`tokens`, `cache_write_*`) cannot be told from the
 * meters it covers, so they all get its name; wildcards that share a meter get one name together.
 */
export function meterNames(meters: Iterable<string>): (meter: string) => string {
  const all = [...new Set(meters)].sort();
  const wildcards = all.filter(isMeterGroup);
  if (wildcards.length === 0) return (meter) => meter;
  const name = new Map<string, string>(all.map((meter) => [meter, meter]));
  const join = (a: string, b: string): void => {
    const [from, to] = [name.get(b) ?? b, name.get(a) ?? a];
    for (const meter of all) if (name.get(meter) === from) name.set(meter, to);
  };
  for (const wildcard of wildcards) {
    for (const meter of all) {
      if (!isMeterGroup(meter) && inGroup(meter as Meter, wildcard)) join(wildcard, meter);
    }
    if (wildcard === "input" && wildcards.includes("tokens")) join("tokens", "input");
    if (wildcard === "cache_write_*" && wildcards.includes("input")) join("input", wildcard);
    if (wildcard === "cache_write_*" && wildcards.includes("tokens")) join("tokens", wildcard);
  }
  return (meter) => name.get(meter) ?? meter;
}
