import { allowancePriced } from "./allowance-priced.js";
import { announcedRecheck } from "./announced-recheck.js";
import { batchShare } from "./batch-share.js";
import { billedAsPriced } from "./billed-as-priced.js";
import { cacheLifetimesComplete } from "./cache-lifetimes-complete.js";
import { cacheLifetimesOrdered } from "./cache-lifetimes-ordered.js";
import { cacheReadBelowInput } from "./cache-read-below-input.js";
import { cacheWriteRatio } from "./cache-write-ratio.js";
import { cachingPriced } from "./caching-priced.js";
import { calendarDays } from "./calendar-days.js";
import { calendarExists } from "./calendar-exists.js";
import { calendarHolidaysCurrent } from "./calendar-holidays-current.js";
import { calendarUsed } from "./calendar-used.js";
import { calendarWindowsApart } from "./calendar-windows-apart.js";
import { conditionsOnce } from "./conditions-once.js";
import { conditionsRestateTokens } from "./conditions-restate-tokens.js";
import { countStated } from "./count-stated.js";
import { currenciesDiffer } from "./currencies-differ.js";
import { datesInOrder } from "./dates-in-order.js";
import { editedPrice } from "./edited-price.js";
import { factorPlausible } from "./factor-plausible.js";
import { factorsHaveRates } from "./factors-have-rates.js";
import { freeRate } from "./free-rate.js";
import { imageSizeKnown } from "./image-size-known.js";
import { knownConditions } from "./known-conditions.js";
import { lifecycleDated } from "./lifecycle-dated.js";
import { metersFitType } from "./meters-fit-type.js";
import { modalityCachePriced } from "./modality-cache-priced.js";
import { modelExists } from "./model-exists.js";
import { modelSold } from "./model-sold.js";
import { nameResolvesOnce } from "./name-resolves-once.js";
import { offeredRulesOnly } from "./offered-rules-only.js";
import { outputAboveInput } from "./output-above-input.js";
import { outputFitsWindow } from "./output-fits-window.js";

import { policyReferences } from "./policy-references.js";
import { priceInForce } from "./price-in-force.js";
import { priceJump } from "./price-jump.js";
import { priceMagnitude } from "./price-magnitude.js";
import { pricesFollow } from "./prices-follow.js";
import { providerNameOnce } from "./provider-name-once.js";
import { quarterHours } from "./quarter-hours.js";
import { reasoningBesideOutput } from "./reasoning-beside-output.js";
import { recheckDue } from "./recheck-due.js";
import { regionClassKnown } from "./region-class-known.js";
import { removedPrice } from "./removed-price.js";
import { replacementExists } from "./replacement-exists.js";
import { retirementPassed } from "./retirement-passed.js";
import type { Rule } from "./rule.js";
import { ruleStatesPrice } from "./rule-states-price.js";
import { snapshotIsAlias } from "./snapshot-is-alias.js";
import { sourceIsPage } from "./source-is-page.js";
import { stalePrice } from "./stale-price.js";
import { thresholdBelowWindow } from "./threshold-below-window.js";
import { thresholdOnList } from "./threshold-on-list.js";
import { thresholdUsed } from "./threshold-used.js";
import { tiersInOrder } from "./tiers-in-order.js";
import { toleranceRatio } from "./tolerance-ratio.js";
import { unambiguousPrice } from "./unambiguous-price.js";
import { unknownWaiver } from "./unknown-waiver.js";
import { unusedWaiver } from "./unused-waiver.js";

/** Every rule that a catalog is held to; docs/rules.md has a line for each. The one on unused waivers comes last. */
export const RULES: readonly Rule[] = [
  // What a price can be.
  priceMagnitude,
  freeRate,
  outputAboveInput,
  metersFitType,
  countStated,
  factorPlausible,
  currenciesDiffer,
  // What prices are to each other.
  cacheReadBelowInput,
  cacheWriteRatio,
  cacheLifetimesOrdered,
  cacheLifetimesComplete,
  modalityCachePriced,
  cachingPriced,
  reasoningBesideOutput,
  billedAsPriced,
  factorsHaveRates,
  allowancePriced,
  batchShare,
  tiersInOrder,
  // How conditions compose.
  unambiguousPrice,
  conditionsOnce,
  conditionsRestateTokens,
  knownConditions,
  offeredRulesOnly,
  ruleStatesPrice,
  thresholdOnList,
  thresholdBelowWindow,
  thresholdUsed,
  regionClassKnown,
  imageSizeKnown,
  // When things hold.
  calendarExists,
  calendarUsed,
  calendarWindowsApart,
  calendarDays,
  calendarHolidaysCurrent,
  quarterHours,
  datesInOrder,
  pricesFollow,
  priceInForce,
  stalePrice,
  sourceIsPage,
  announcedRecheck,
  recheckDue,
  // What names mean, and how long.
  nameResolvesOnce,
  providerNameOnce,
  snapshotIsAlias,
  modelExists,
  modelSold,
  outputFitsWindow,
  lifecycleDated,
  retirementPassed,
  replacementExists,
  policyReferences,
  toleranceRatio,
  // What a change may do.
  priceJump,
  editedPrice,
  removedPrice,
  // What was accepted.
  unknownWaiver(() => RULES.map((rule) => rule.id)),
  unusedWaiver,
];

export type { Rule } from "./rule.js";
export { runRules } from "./run.js";
