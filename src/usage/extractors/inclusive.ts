import { Decimal } from "../../money/index.js";
import { checkTotal } from "./identity.js";
import type { TokenReport } from "./token-report.js";

/** Quantities by modality, for those that are not text. */
export type ByModality = Readonly<Partial<Record<"audio" | "image" | "video", Decimal | undefined>>>;

/** Usage as most vendors state it: one input that holds all its parts, one output that holds reasoning. */
export interface InclusiveTokens {
  readonly input: Decimal | undefined;
  /** Of the input, read from a cache. */
  readonly cached?: Decimal | undefined;
  /** Of the cached, by modality, where stated; the rest of it is text. */
  readonly cachedBy?: ByModality;
  /** Of the input, written to a cache: tokens by meter. */
  readonly written?: Readonly<Record<string, Decimal | undefined>>;
  /** Of the input, by modality, cached or not. */
  readonly inputBy?: ByModality;
  readonly output: Decimal | undefined;
  readonly outputBy?: ByModality;
  /** Of the output. */
  readonly reasoning?: Decimal | undefined;
  readonly total?: Decimal | undefined;
}

const MODALITIES = ["audio", "image", "video"] as const;
const zero = Decimal.zero;

/** Takes an inclusive statement apart into disjoint meters, after checking that it adds up. */
export function addInclusive(report: TokenReport, tokens: InclusiveTokens): void {
  const { input = zero, cached = zero, output = zero, reasoning } = tokens;
  const written = Decimal.sum(Object.values(tokens.written ?? {}).map((quantity) => quantity ?? zero));
  checkTotal(report, tokens.total, input.add(output), { cached, written, reasoning });
  checkReasoning(report, reasoning, output);
  if (cached.add(written).greaterThan(input)) {
    report.problem(
      `the cached tokens (${cached} read, ${written} written) exceed the input of ${input}, which should hold them; ` +
        "this looks like input that leaves cached tokens out",
    );
  }
  if (report.problems.length > 0) return;
  report.reasoning = reasoning;
  for (const [name, quantity] of Object.entries(tokens.written ?? {})) report.add(name, quantity);
  addInput(report, input.sub(cached).sub(written), cached, tokens);
  addOutput(report, output, tokens.outputBy ?? {});
}

export function checkReasoning(report: TokenReport, reasoning: Decimal | undefined, output: Decimal): void {
  if (reasoning === undefined || !reasoning.greaterThan(output)) return;
  report.problem(
    `the reasoning tokens (${reasoning}) exceed the output of ${output}, which should hold them; ` +
      "this looks like output that leaves reasoning out",
  );
}

/** `fresh` is the input of all modalities that was neither read from nor written to a cache. */
function addInput(report: TokenReport, fresh: Decimal, cached: Decimal, tokens: InclusiveTokens): void {
  let text = fresh;
  let cachedText = cached;
  for (const modality of MODALITIES) {
    const all = tokens.inputBy?.[modality] ?? zero;
    const read = cachedPart(report, modality, all, tokens, fresh);
    report.add(`uncached_input_${modality}`, all.sub(read));
    report.add(`cache_read_${modality}`, read);
    text = text.sub(all.sub(read));
    cachedText = cachedText.sub(read);
  }
  if (text.sign() < 0 || cachedText.sign() < 0) {
    report.problem("the input by modality exceeds the input as a whole; expected the parts to be at most their total");
    return;
  }
  report.add("uncached_input", text);
  report.add("cache_read", cachedText);
}

/**
 * How much of a modality was read from the cache. Vendors that state cached tokens and a modality but not their overlap
 * leave it at text, unless more of the modality is stated than the uncached input holds: then the excess was cached.
 */
function cachedPart(
  report: TokenReport,
  modality: (typeof MODALITIES)[number],
  all: Decimal,
  tokens: InclusiveTokens,
  fresh: Decimal,
): Decimal {
  const stated = tokens.cachedBy?.[modality];
  if (stated !== undefined) return stated;
  if (!all.greaterThan(fresh)) return zero;
  report.unknown.push(`cached ${modality} tokens (not stated; at least ${all.sub(fresh)})`);
  return all.sub(fresh);
}

function addOutput(report: TokenReport, output: Decimal, by: ByModality): void {
  let text = output;
  for (const modality of MODALITIES) {
    report.add(`output_${modality}`, by[modality]);
    text = text.sub(by[modality] ?? zero);
  }
  if (text.sign() < 0) report.problem("the output by modality exceeds the output as a whole");
  else report.add("output", text);
}
