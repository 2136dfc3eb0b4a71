import type { Position } from "../findings/index.js";
import type { Provider } from "../meters/index.js";
import type { Decimal } from "../money/index.js";
import type { ModelType } from "./model.js";

/** Rules of the house: what no vendor decides. */
export interface Policy {
  /** `provider/id` of the model to take when nobody asks for another, by type. */
  readonly defaults: ReadonlyMap<ModelType, PolicyReference>;
  /** Credits that one unit of a currency buys, where a company resells usage in credits; null when it does not. */
  readonly credits: { readonly currency: string; readonly perUnit: Decimal } | null;
  readonly tolerance: { readonly ratio: Decimal; readonly amount: Decimal };
  /** The usage source that counts for a provider where two overlap without a shared id. */
  readonly sourceThatCounts: ReadonlyMap<Provider, string>;
  /** What an invoice calls a key, project or account, and what the ledger calls it. */
  readonly names: readonly NameMapping[];
  readonly roles: ReadonlyMap<string, PolicyReference>;
  readonly operations: ReadonlyMap<string, PolicyReference>;
  readonly position: Position;
}

export interface PolicyReference {
  readonly offer: string;
  readonly position: Position;
}

export interface NameMapping {
  readonly provider: Provider;
  readonly dimension: "account" | "project" | "api_key";
  readonly invoice: string;
  readonly ledger: string;
  readonly position: Position;
}
