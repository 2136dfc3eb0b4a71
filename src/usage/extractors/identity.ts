import { Decimal } from "../../money/index.js";
import type { TokenReport } from "./token-report.js";

/** Parts of a response that one vendor counts inside a number and another beside it. */
export interface Overlaps {
  readonly cached?: Decimal | undefined;
  readonly written?: Decimal | undefined;
  readonly reasoning?: Decimal | undefined;
}

/**
 * The identity check of semantics section 1: the parts sum to the total that the source states. When they do not, the
 * reason says which other vendor's way of counting would make them.
 */
export function checkTotal(
  report: TokenReport,
  stated: Decimal | undefined,
  parts: Decimal,
  overlaps: Overlaps,
  field = "total_tokens",
): void {
  report.tokens = stated ?? parts;
  if (stated === undefined || stated.equals(parts)) return;
  const hint = otherConvention(stated, parts, overlaps);
  report.problem(`${field}: expected the parts' sum of ${parts}, found ${stated}${hint === "" ? "" : `; ${hint}`}`);
}

/** Which other known way of counting explains a broken identity exactly; the empty string when none does. */
function otherConvention(stated: Decimal, parts: Decimal, overlaps: Overlaps): string {
  const apart = stated.sub(parts);
  const inputs = overlapNames(overlaps).find(([, quantity]) => !quantity.isZero() && quantity.equals(apart.abs()));
  if (inputs === undefined) return "";
  const [name, , side] = inputs;
  return apart.sign() > 0
    ? `the total exceeds the parts by exactly the ${name} tokens: this looks like ${side} that leaves ${name} tokens out`
    : `the parts exceed the total by exactly the ${name} tokens: this looks like ${side} that holds ${name} tokens already`;
}

function overlapNames(overlaps: Overlaps): [name: string, quantity: Decimal, side: string][] {
  const { cached = Decimal.zero, written = Decimal.zero, reasoning = Decimal.zero } = overlaps;
  return [
    ["cached", cached, "input"],
    ["cache-written", written, "input"],
    ["cached and cache-written", cached.add(written), "input"],
    ["reasoning", reasoning, "output"],
  ];
}
