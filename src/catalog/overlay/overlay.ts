import type { BuildContext } from "../build/fields.js";
import type { Model } from "../model.js";
import type { RawPolicy } from "../schema/policy.js";
import type { RawOverlayProvider } from "../schema/provider.js";

/** A provider's file of an overlay: what it does not say stays as the base has it. */
export interface OverlayProvider {
  readonly raw: RawOverlayProvider;
  readonly context: BuildContext;
}

/** What is laid over a catalog, as its files say it. */
export interface Overlay {
  readonly layer: string;
  readonly providers: readonly OverlayProvider[];
  /** A model is always described whole, and replaces the base's of the same id. */
  readonly models: readonly Model[];
  readonly policy: { readonly raw: RawPolicy; readonly context: BuildContext } | null;
}
