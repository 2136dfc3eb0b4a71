import type { Position, Severity } from "../../findings/index.js";
import type { Instant } from "../../meters/index.js";
import type { Catalog } from "../catalog.js";
import type { Waiver } from "../waiver.js";

/** What a rule may know beside the catalog. */
export interface RuleContext {
  /** The day that rules which time breaks are held against. */
  readonly today: Instant;
  /** The catalog as it was before a change, where it is compared with one. */
  readonly before?: Catalog;
  /** What the catalog lacks because its text is wrong, as `parseCatalog` names it: a reference to it is no finding. */
  readonly leftOut: ReadonlySet<string>;
  /** The waivers that have suppressed a finding, and the rules that ran: for the rule on unused waivers, which runs last. */
  readonly usedWaivers: ReadonlySet<Waiver>;
  readonly rulesRun: ReadonlySet<string>;
}

/** Who a problem is about: how findings name it, and the waivers that can accept it, the nearest first. */
export interface Subject {
  readonly name: string | null;
  readonly waivers: readonly Waiver[];
}

/** What a rule found; `runRules` adds the rule's name, severity and remedy. */
export interface Problem {
  readonly subject: Subject;
  readonly position: Position;
  /** What was expected and what was found. */
  readonly message: string;
  readonly value?: string;
  /** In place of the rule's own remedy, where more is known. */
  readonly remedy?: string;
}

/** One thing that must be true of every catalog. */
export interface Rule {
  /** Kebab-case; waivers, findings and docs/rules.md call it so. */
  readonly id: string;
  /** The reported price-data errors that it would have caught, R1 to R25 of docs/rules.md. */
  readonly refs: readonly string[];
  /** Rules that the passing of time alone can break are warnings. */
  readonly severity: Severity;
  /** What it catches, as a sentence. */
  readonly summary: string;
  /** What to do about a finding. */
  readonly remedy: string;
  /** True for rules that compare with an earlier catalog; without one they do not run. */
  readonly comparesBefore?: true;
  check(catalog: Catalog, context: RuleContext): Iterable<Problem>;
}
