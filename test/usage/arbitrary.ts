import fc from "fast-check";
import { COMMON_METERS, meter, PROVIDERS, SERVICE_TIERS, VARIANT_KEYS } from "../../src/meters/index.js";
import { Decimal } from "../../src/money/index.js";
import type { UsageEvent } from "../../src/usage/index.js";

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,7}$/);
const quantity = fc.bigInt({ min: 1n, max: 10n ** 17n }).map((value) => Decimal.fromInteger(value));
const fraction = fc
  .tuple(fc.bigInt({ min: 1n, max: 10n ** 15n }), fc.nat(6))
  .map(([digits, scale]) => new Decimal(digits, scale));
const small = fc.nat(600_000).map((value) => Decimal.fromInteger(value + 1));

const tokens = COMMON_METERS.filter((text) => /input|cache_(read|write)|output(?!_cit)/.test(text));
const others = COMMON_METERS.filter((text) => !tokens.includes(text));
const usage = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...tokens), fc.oneof(small, quantity), { maxKeys: 4 }),
    fc.dictionary(fc.constantFrom(...others), fc.oneof(quantity, fraction), { maxKeys: 2 }),
  )
  .map(([a, b]) => new Map(Object.entries({ ...a, ...b }).map(([text, value]) => [meter(text), value])));

const money = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
    fc.nat(20),
    fc.constantFrom("USD" as const, "EUR" as const),
  )
  .map(([digits, scale, currency]) => ({ amount: new Decimal(digits, scale), currency }));

const required = fc.record({
  source: name,
  id: name,
  time: fc.integer({ min: Date.UTC(2026, 9, 3), max: Date.UTC(2026, 9, 3, 1) }),
  provider: fc.constantFrom(...PROVIDERS),
  model: name,
  serviceTier: fc.constantFrom(...SERVICE_TIERS, "turbo"),
  usage,
  requests: fc.constantFrom(1, 1, 1, 0, 7),
});

const optional = fc.record(
  {
    ...{ region: name, regionClass: name, speed: name, mode: name, account: name, project: name, apiKey: name },
    ...{ tenant: name, role: name, operation: name, responseId: name, status: name },
    variant: fc.dictionary(fc.constantFrom(...VARIANT_KEYS), name, { minKeys: 1, maxKeys: 3 }),
    providerCost: money,
    charged: money,
    unknown: fc.array(name, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: [] },
);

/** Events as any source may make them: of few names, in one hour, so that they fall into common totals. */
export const anyEvent: fc.Arbitrary<UsageEvent> = fc.tuple(required, optional).map(([a, b]) => ({ ...a, ...b }));
