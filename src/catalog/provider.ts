import type { Position } from "../findings/index.js";
import type { Instant, Provider } from "../meters/index.js";
import type { PriceSet } from "./price-set.js";
import type { Waiver } from "./waiver.js";

export const LIFECYCLE = ["active", "inactive", "deprecated", "retired"] as const;
export type Lifecycle = (typeof LIFECYCLE)[number];

/** A name with the time in which it means this offer; open ends are null. */
export interface DatedName {
  readonly name: string;
  readonly from: Instant | null;
  readonly until: Instant | null;
  readonly position: Position;
}

/** One thing that a provider sells: a model at this seller, or a service without a model (`web-search`). */
export interface Offer {
  readonly provider: Provider;
  readonly id: string;
  /** The id in catalog/models, or null for a service without a model. */
  readonly model: string | null;
  /** What APIs call it, beside the id. */
  readonly aliases: readonly DatedName[];
  /** What invoices call it, beside the id and the aliases. */
  readonly billingNames: readonly DatedName[];
  readonly status: Lifecycle;
  readonly deprecatedOn: Instant | null;
  readonly retiresOn: Instant | null;
  /** The id of the offer of the same provider to move to. */
  readonly replacement: string | null;
  /** The region class of a request that states none and whose name and region give none. */
  readonly regionClass: string | null;
  /** The share of the standard price that batch costs, as the vendor declares it ("0.5"); null when not declared. */
  readonly batchShare: string | null;
  /** Short things worth knowing that no field holds. */
  readonly notes: string | null;
  readonly prices: readonly PriceSet[];
  readonly waivers: readonly Waiver[];
  readonly position: Position;
}

/** A line of an invoice that is no usage: tax, credit, fee, adjustment, rounding. */
export const CHARGE_CATEGORIES = ["usage", "tax", "credit", "fee", "adjustment", "rounding"] as const;
export type ChargeCategory = (typeof CHARGE_CATEGORIES)[number];

export interface ChargeName extends DatedName {
  readonly category: Exclude<ChargeCategory, "usage">;
}

/** Hours of the week with a price of their own. Times are wall-clock in the calendar's zone, on quarter hours. */
export interface Calendar {
  readonly timeZone: string;
  /** The window's name outside all windows. */
  readonly otherwise: string;
  readonly windows: readonly CalendarWindow[];
  /** Days, `YYYY-MM-DD` in the zone, on which no window applies, by name. */
  readonly holidays: ReadonlyMap<string, string>;
  /** Days that work although they fall on a weekend, `YYYY-MM-DD`, by name; they count as Monday. */
  readonly workdays: ReadonlyMap<string, string>;
  readonly position: Position;
}

export interface CalendarWindow {
  readonly name: string;
  /** 1 Monday to 7 Sunday. */
  readonly weekdays: readonly number[];
  /** Minutes after midnight; `to` is exclusive and may be 1440. */
  readonly from: number;
  readonly to: number;
  readonly position: Position;
}

/** One way to speak to the provider, and what that API calls the limit of output tokens. */
export interface Api {
  readonly name: string;
  readonly baseUrl: string | null;
  readonly outputLimitParameter: string | null;
}

/** Where a credential comes from, by reference: never the secret itself. */
export interface CredentialReference {
  readonly name: string;
  readonly env: readonly string[];
  readonly required: boolean;
}

export const ID_GRAMMARS = ["plain", "openai", "bedrock", "vertex", "azure", "gemini-api", "openrouter"] as const;
export type IdGrammar = (typeof ID_GRAMMARS)[number];

/** Everything that belongs to a seller. */
export interface ProviderEntry {
  readonly id: Provider;
  readonly name: string;
  readonly alsoKnownAs: readonly string[];
  readonly idGrammar: IdGrammar;
  readonly url: string;
  readonly pricingUrl: string | null;
  readonly apis: readonly Api[];
  readonly credentials: readonly CredentialReference[];
  readonly regions: {
    /** The class of a request with no region at all. */
    readonly default: string;
    /** Region class by region: `us-east-1` → `us`. */
    readonly classes: ReadonlyMap<string, string>;
  };
  readonly calendars: ReadonlyMap<string, Calendar>;
  readonly offers: readonly Offer[];
  readonly charges: readonly ChargeName[];
  readonly waivers: readonly Waiver[];
  readonly position: Position;
}
