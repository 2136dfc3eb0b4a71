import { distance } from "fastest-levenshtein";
import { compareText } from "./finding.js";

/**
 * The known names nearest to a mistyped one, nearest first, at most `most`. A suggestion is only ever shown, never used.
 * A name is near when it differs in at most a third of its letters, or when one contains the other.
 */
export function suggest(name: string, known: Iterable<string>, most = 3): string[] {
  const wanted = name.toLowerCase();
  const near: { name: string; apart: number }[] = [];
  for (const candidate of new Set(known)) {
    const lower = candidate.toLowerCase();
    const limit = Math.max(1, Math.floor(Math.max(wanted.length, lower.length) / 3));
    const apart = isSwap(wanted, lower) ? 1 : distance(wanted, lower);
    const contained = wanted.length > 2 && (lower.includes(wanted) || wanted.includes(lower)) && lower.length > 2;
    if (apart <= limit || contained) near.push({ name: candidate, apart });
  }
  near.sort((a, b) => a.apart - b.apart || compareText(a.name, b.name));
  return near.slice(0, most).map((entry) => entry.name);
}

/** Two neighbouring letters in the wrong order are one slip of the fingers: `lits` for `list`. */
function isSwap(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return at >= 0 && a.slice(0, at) + (a[at + 1] ?? "") + a[at] + a.slice(at + 2) === b;
}

/** `did you mean a, b or c?`, or the empty string when nothing is near. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const names = suggest(name, known);
  const last = names.pop();
  if (last === undefined) return "";
  return `did you mean ${names.length === 0 ? last : `${names.join(", ")} or ${last}`}?`;
}
