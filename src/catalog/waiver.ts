import type { Position } from "../findings/index.js";

/** Accepts one rule's findings on the entry it stands in, for the reason it gives. One that waives nothing is a finding. */
export interface Waiver {
  readonly rule: string;
  readonly reason: string;
  readonly position: Position;
}
