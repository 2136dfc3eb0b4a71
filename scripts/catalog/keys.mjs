/** Every key that the curation of an offer, a profile or a price set may have; README.md says what each means. */
const OFFER =
  "id model aliases billing as profile from prices notes waivers status deprecated_on retires_on replacement region_class";
const PRICE =
  "rates skip extra tools cache_writes per long long_times long_rates batch batch_counts flex priority priority_long fast";
const SET =
  "regions rules not_offered calendar allowances until currency price set_status recheck_on source checked unverified vouched";
const KNOWN = new Set(`${OFFER} ${PRICE} ${SET} prefixes`.split(" "));

/** The keys that nothing reads, at any of the levels: most often the second half of a text with a comma in it. */
export function strayKeys(curated) {
  return [curated, ...(curated.prices ?? [])].flatMap((entry) => Object.keys(entry)).filter((key) => !KNOWN.has(key));
}
