import type { Offer } from "../catalog/index.js";
import { formatInstant, type Instant } from "../meters/index.js";
import type { Decimal } from "../money/index.js";
import type { Cost } from "../pricing/index.js";

/** What a usage would cost at one offer. */
export interface Estimate {
  readonly offer: Offer;
  readonly at: Instant;
  readonly cost: Cost;
  /** How many requests of the same usage it covers. */
  readonly requests: number;
  /** Where the input was counted from a text: with which encoding, and whether it is the model's own. */
  readonly counted: { readonly tokens: Decimal; readonly encoding: string; readonly exact: boolean } | null;
}

export function estimateDocument(estimates: readonly Estimate[]): unknown {
  return { schema: "aimodels/estimate/v1", estimates: estimates.map(estimateJson) };
}

function estimateJson({ offer, at, cost, requests, counted }: Estimate): unknown {
  return {
    provider: offer.provider,
    model: offer.id,
    at: formatInstant(at),
    requests: String(requests),
    currency: cost.currency,
    complete: cost.complete,
    total: cost.total,
    lines: cost.lines.map(({ meter, quantity, rate, per, amount, source, steps }) => ({
      meter,
      quantity,
      rate,
      per,
      amount,
      source: { file: source.file, line: source.line },
      steps,
    })),
    unpriced: cost.unpriced,
    ...(counted === null ? {} : { counted }),
  };
}
