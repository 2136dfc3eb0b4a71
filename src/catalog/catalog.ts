import type { Instant, Provider } from "../meters/index.js";
import type { Model } from "./model.js";
import type { Policy } from "./policy.js";
import type { ProviderEntry } from "./provider.js";

/** The whole catalog as data, frozen. Look things up through `catalogIndex`. */
export interface Catalog {
  readonly providers: ReadonlyMap<Provider, ProviderEntry>;
  readonly models: ReadonlyMap<string, Model>;
  readonly policy: Policy;
  /** The directories it was laid together from, the base first. */
  readonly layers: readonly string[];
  /** sha256 over what changes an answer: no line numbers, comments or git. */
  readonly contentHash: string;
  /** Of the catalog's folder when it was read or compiled; null outside git. */
  readonly git: { readonly commit: string; readonly dirty: boolean } | null;
  /** The latest day on which a price was checked against its source. */
  readonly checked: Instant | null;
}
