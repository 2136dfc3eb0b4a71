import type { CauseTest } from "../cause.js";
import { billedConditions } from "./billed-conditions.js";
import { cachedCountedTwice } from "./cached-counted-twice.js";
import { cachedNotRecorded } from "./cached-not-recorded.js";
import { cachedOverThreshold } from "./cached-over-threshold.js";
import { duplicateEvents } from "./duplicate-events.js";
import { freeTier } from "./free-tier.js";
import { currency, taxInclusive } from "./given-ratio.js";
import { lateUsage } from "./late-usage.js";
import { missingKey } from "./missing-key.js";
import { missingPeriod } from "./missing-period.js";
import { priceChange } from "./price-change.js";
import { reasoning } from "./reasoning.js";
import { statedAlone } from "./stated-alone.js";
import { statedConditions } from "./stated-conditions.js";
import { statedDiscount } from "./stated-discount.js";
import { timeZone } from "./time-zone.js";
import { uniformDiscount } from "./uniform-discount.js";
import { unitSlip } from "./unit-slip.js";
import { unmappedSku } from "./unmapped-sku.js";
import { unpricedMeter } from "./unpriced-meter.js";

/** Every test of a cause. A new cause is a file and a line here. */
export const CAUSE_TESTS: readonly CauseTest[] = [
  unmappedSku,
  unpricedMeter,
  cachedOverThreshold,
  statedConditions,
  statedAlone,
  statedDiscount,
  unitSlip,
  cachedCountedTwice,
  cachedNotRecorded,
  reasoning,
  duplicateEvents,
  timeZone,
  missingKey,
  missingPeriod,
  lateUsage,
  billedConditions,
  priceChange,
  currency,
  taxInclusive,
  uniformDiscount,
  freeTier,
];
