import type { CauseContext, CauseTest, Fit } from "./cause.js";
import type { Part } from "./entries.js";
import { add } from "./split.js";
import { unknownFit } from "./unknown.js";

/**
 * Gives every part beyond tolerance its cause: the classes in order, the first with a fit decides. Within a class, a fit that
 * explains more parts at once stands before one that explains some of them; two that explain the same parts and mean
 * different things make `unknown`, with both in the evidence. Semantics section 5, "Causes".
 */
export function decideCauses(
  tests: readonly CauseTest[],
  context: CauseContext,
  isBeyond: (part: Part) => boolean,
): Fit[] {
  const decided: Fit[] = [];
  let open: readonly Part[] = context.open;
  for (const klass of [1, 2, 3, 4, 5, 6] as const) {
    const ofClass = tests.filter((test) => test.klass === klass);
    for (let again = true; again && open.some(isBeyond); ) {
      const inClass = { ...context, open };
      const found = ofClass.flatMap((test) => [...test.find(inClass)]).filter((fit) => fit.parts.some(isBeyond));
      const { accepted, left } = withoutOverlap(chosen(found));
      for (const fit of accepted) for (const one of breaking(fit, isBeyond)) decided.push(one);
      const taken = new Set(accepted.flatMap((fit) => fit.parts));
      open = open.filter((part) => !taken.has(part));
      again = left && accepted.length > 0;
    }
  }
  return [...decided, ...open.filter(isBeyond).map(unknownFit)];
}

/** The fits that share no part with one before them; one that does is tested again on what is left, for its own numbers. */
function withoutOverlap(fits: readonly Fit[]): { accepted: Fit[]; left: boolean } {
  const taken = new Set<Part>();
  const accepted: Fit[] = [];
  for (const fit of fits) {
    if (fit.parts.some((part) => taken.has(part))) continue;
    for (const part of fit.parts) taken.add(part);
    accepted.push(fit);
  }
  return { accepted, left: accepted.length < fits.length };
}

/** An unknown cause is told of each cell by itself, and only where it is beyond tolerance. */
function breaking(fit: Fit, isBeyond: (part: Part) => boolean): Fit[] {
  if (fit.cause !== "unknown") return [fit];
  return fit.parts.filter(isBeyond).map((part) => ({ ...fit, parts: [part] }));
}

/** Widest first; fits over the same parts are one, or unknown. */
function chosen(fits: readonly Fit[]): Fit[] {
  const order = new Map<Part, number>();
  for (const fit of fits) for (const part of fit.parts) if (!order.has(part)) order.set(part, order.size);
  const byParts = new Map<string, Fit[]>();
  for (const fit of fits) {
    const key = fit.parts
      .map((part) => order.get(part) ?? -1)
      .sort((a, b) => a - b)
      .join(",");
    add(byParts, key, fit);
  }
  const merged = [...byParts.values()].flatMap((same) => mergeEqual(same));
  return merged.sort((a, b) => b.parts.length - a.parts.length);
}

function mergeEqual(same: readonly Fit[]): Fit[] {
  const [first, ...rest] = same;
  if (first === undefined) return [];
  const others = rest.filter((fit) => fit.cause !== first.cause);
  if (others.length === 0) return [first];
  const names = [first, ...others].map((fit) => fit.cause).join(" and ");
  const evidence = [`${names} fit equally well`, ...[first, ...others].flatMap((fit) => fit.evidence)];
  const remedy = "compare the evidence of both with the provider's console before acting";
  return [{ cause: "unknown", owner: "finance", parts: first.parts, evidence, remedy }];
}
