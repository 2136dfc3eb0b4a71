import { type Ambiguity, ambiguities, MOST_COMBINATIONS, unchecked } from "../ambiguity.js";
import { eachSet } from "./each.js";
import type { Problem, Rule } from "./rule.js";

export const unambiguousPrice: Rule = {
  id: "unambiguous-price",
  refs: ["R7"],
  severity: "error",
  summary: "Under some combination of conditions two rules state a rate for a meter and neither is the narrower.",
  remedy: "add a rule with the conditions of both that states the rate, or list the combination under not_offered",
  *check(catalog) {
    for (const { set, offer, provider, subject } of eachSet(catalog)) {
      const many = unchecked(set, offer, provider);
      if (many.length > 0) yield { subject, position: set.position, message: tooMany(many), value: many.join(", ") };
      for (const same of byCandidates(ambiguities(set, offer, provider))) yield { ...described(same), subject };
    }
  },
};

function tooMany(keys: readonly string[]): string {
  return `the conditions of ${keys.join(", ")} combine in over ${MOST_COMBINATIONS} ways, which are not all tried`;
}

/** One finding for all meters that the same rules contradict each other on. */
function byCandidates(found: readonly Ambiguity[]): Ambiguity[][] {
  const groups = new Map<string, Ambiguity[]>();
  for (const one of found) {
    const id = one.candidates.map(({ position }) => `${position.line}:${position.column}`).join(" ");
    groups.set(id, [...(groups.get(id) ?? []), one]);
  }
  return [...groups.values()];
}

function described(same: readonly Ambiguity[]): Omit<Problem, "subject"> {
  const rules = same[0]?.candidates ?? [];
  const position = rules.at(-1)?.position ?? { file: "", line: 1, column: 1 };
  const keys = same.map(({ key }) => key).join(", ");
  const example = Object.entries(same[0]?.conditions ?? {}).map(([dimension, value]) => `${dimension} ${value}`);
  const lines = rules.map((rule) => rule.position.line).join(" and ");
  return { position, message: `the rules at lines ${lines} both state ${keys} for ${example.join(", ")}`, value: keys };
}
