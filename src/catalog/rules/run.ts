import { type Finding, sortFindings } from "../../findings/index.js";
import type { Instant } from "../../meters/index.js";
import type { Catalog } from "../catalog.js";
import type { Waiver } from "../waiver.js";
import type { Problem, Rule } from "./rule.js";

export interface RunOptions {
  readonly today: Instant;
  /** `leftOut` of parseCatalog. */
  readonly leftOut?: readonly string[];
  /** The catalog before a change; rules that compare run only with it. */
  readonly before?: Catalog;
}

/**
 * What the rules find, sorted by place, without what a waiver accepts. The rules run in the order given, so that the rule on
 * unused waivers, being last, knows what the others needed.
 */
export function runRules(catalog: Catalog, rules: readonly Rule[], options: RunOptions): Finding[] {
  const usedWaivers = new Set<Waiver>();
  const running = rules.filter((rule) => !rule.comparesBefore || options.before !== undefined);
  const leftOut = new Set(options.leftOut);
  const context = { ...options, leftOut, usedWaivers, rulesRun: new Set(running.map((rule) => rule.id)) };
  const findings: Finding[] = [];
  for (const rule of running) {
    for (const problem of rule.check(catalog, context)) {
      const waiver = problem.subject.waivers.find((each) => each.rule === rule.id);
      if (waiver === undefined) findings.push(findingOf(rule, problem));
      else usedWaivers.add(waiver);
    }
  }
  return sortFindings(findings);
}

function findingOf(rule: Rule, { subject, position, message, value, remedy }: Problem): Finding {
  return {
    rule: rule.id,
    severity: rule.severity,
    message,
    position,
    ...(value !== undefined && { value }),
    ...(subject.name !== null && { model: subject.name }),
    remedy: remedy ?? rule.remedy,
  };
}
