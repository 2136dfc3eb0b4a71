import { ordered, ratesFromClaims, withCacheWrites } from "./rates.mjs";
import { buildRules } from "./rules.mjs";
import { verify } from "./verify.mjs";

/**
 * One dated price set in the key order of docs/catalog.md.
 * @param entry what the curation says of the set, over what its offer and profile say
 */
export function buildSet(entry, claims, file, log) {
  const head = headOf(entry, file);
  if (entry.price === "reported")
    return { ...head, source: entry.source ?? file.source, checked: entry.checked ?? file.checked };
  const own = entry.rates === undefined ? ratesFromClaims(claims, entry.skip) : entry.rates;
  const written = withCacheWrites(own, entry.cache_writes);
  const rates = ordered(withExtras(written, { ...entry.extra, ...toolsOf(entry, file) }));
  if (Object.keys(rates).length === 0) log(`${entry.id}: no rates`);
  const built = buildRules(rates, entry, claims);
  for (const doubt of built.doubts) log(`${entry.id} ${entry.from}: ${doubt}`);
  const seen = verify(rates, claims);
  const unverified = entry.unverified ?? (entry.vouched ? null : seen.unverified);
  return {
    ...head,
    source: entry.source ?? file.source,
    checked: entry.checked ?? seen.checked ?? file.checked,
    ...(unverified === null || unverified === undefined ? {} : { unverified }),
    per: entry.per ?? 1000000,
    ...(built.context === null ? {} : { context: built.context }),
    ...(entry.calendar === undefined ? {} : { calendar: entry.calendar }),
    rates,
    ...(built.rules.length === 0 ? {} : { rules: built.rules }),
    ...(built.notOffered.length === 0 ? {} : { not_offered: built.notOffered }),
    ...(entry.allowances === undefined ? {} : { allowances: entry.allowances }),
  };
}

function headOf(entry, file) {
  const head = { from: entry.from };
  if (entry.until) head.until = entry.until;
  if (entry.price === "reported") head.price = "reported";
  head.currency = entry.currency ?? file.currency ?? "USD";
  if (entry.set_status) head.status = entry.set_status;
  if (entry.recheck_on) head.recheck_on = entry.recheck_on;
  return head;
}

/** The rates of the tools that the entry names; a tool may be called otherwise than its meter, to have two prices. */
function toolsOf(entry, file) {
  return Object.fromEntries(
    (entry.tools ?? []).map((name) => {
      const { meter = name, ...rate } = file.tools[name];
      return [meter, rate];
    }),
  );
}

/** Adds what a profile says beside the token rates; `billed_as` falls away where its target has no rate. */
function withExtras(rates, extras) {
  const all = {
    ...rates,
    ...Object.fromEntries(Object.entries(extras).filter(([meter]) => rates[meter] === undefined)),
  };
  return Object.fromEntries(
    Object.entries(all).filter(([, rate]) => rate.billed_as === undefined || all[rate.billed_as] !== undefined),
  );
}
