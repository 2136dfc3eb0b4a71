import type { Instant } from "../../meters/index.js";
import type { Decimal } from "../../money/index.js";
import type { DatedName } from "../provider.js";
import { readInstant } from "../schema/scalars.js";
import type { RawDatedName, RawWaivers } from "../schema/shared.js";
import type { Waiver } from "../waiver.js";
import type { Numeral } from "../yaml/numeral.js";
import type { SourceMap } from "../yaml/source-map.js";

/** What the builders of one file need beside the data: where it stands, and the layer it belongs to. */
export interface BuildContext {
  readonly source: SourceMap;
  readonly layer: string;
}

/** The instant of a text that the schema has passed; null where the key is left out. */
export function instantOrNull(text: string | undefined): Instant | null {
  return text === undefined ? null : instantOf(text);
}

export function instantOf(text: string): Instant {
  const instant = readInstant(text);
  if (instant === undefined) throw new RangeError(`expected a date that the schema has passed, found ${text}`);
  return instant;
}

export function decimalOrNull(numeral: Numeral | undefined): Decimal | null {
  return numeral === undefined ? null : numeral.value;
}

/** A whole number that the schema has passed. */
export function integerOf(numeral: Numeral): number {
  return Number(numeral.value.normalized().coefficient);
}

export function integerOrNull(numeral: Numeral | undefined): number | null {
  return numeral === undefined ? null : integerOf(numeral);
}

export function buildNames(raw: readonly RawDatedName[] | undefined, context: BuildContext): readonly DatedName[] {
  return Object.freeze((raw ?? []).map((name, index) => buildName(name, context.source.value(raw ?? [], index))));
}

function buildName(raw: RawDatedName, position: DatedName["position"]): DatedName {
  if (typeof raw === "string") return Object.freeze({ name: raw, from: null, until: null, position });
  return Object.freeze({ name: raw.name, from: instantOrNull(raw.from), until: instantOrNull(raw.until), position });
}

export function buildWaivers(raw: RawWaivers, context: BuildContext): readonly Waiver[] {
  const waivers = raw ?? [];
  return Object.freeze(
    waivers.map((waiver) =>
      Object.freeze({ rule: waiver.rule, reason: waiver.reason, position: context.source.of(waiver) }),
    ),
  );
}
