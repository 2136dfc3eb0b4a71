import { didYouMean, suggest, UsageError } from "../findings/index.js";
import { GLOBAL_OPTIONS } from "./global-options.js";

/** The command's words among the arguments. */
export interface CommandWords {
  /** The command's name, when it is one of the known. */
  readonly name: string | undefined;
  /** The first words that are no options, two at most, known or not. */
  readonly typed: readonly string[];
  /** All arguments but the words of the name. */
  readonly rest: readonly string[];
}

/** Finds the command's words among options that may stand before them, and takes them out. */
export function findWords(args: readonly string[], names: readonly string[]): CommandWords {
  const places = wordPlaces(args);
  const typed = places.map((place) => args[place] ?? "");
  for (const length of [2, 1]) {
    const name = typed.slice(0, length).join(" ");
    if (typed.length < length || !names.includes(name)) continue;
    const chosen = places.slice(0, length);
    return { name, typed, rest: args.filter((_, place) => !chosen.includes(place)) };
  }
  return { name: undefined, typed, rest: args };
}

/** Where the first two words stand that are neither an option of every command nor the value of one. */
function wordPlaces(args: readonly string[]): number[] {
  const takesValue = new Set(GLOBAL_OPTIONS.filter((option) => option.value).map((option) => `--${option.name}`));
  const places: number[] = [];
  for (let place = 0; place < args.length && places.length < 2; place += 1) {
    const arg = args[place] ?? "";
    if (takesValue.has(arg)) place += 1;
    else if (!arg.startsWith("-")) places.push(place);
  }
  return places;
}

/** What to say of words that are no command: `ledger` alone, `ledger imprt`, `reconsile`, or options only. */
export function noCommand(args: readonly string[], typed: readonly string[], names: readonly string[]): UsageError {
  const [first, second] = typed;
  const remedy = "aimodels --help lists the commands";
  if (first === undefined) return new UsageError(`expected a command, found only ${args.join(" ")}`, { remedy });
  const group = names.filter((name) => name.startsWith(`${first} `));
  const whole = group.length > 0 && second !== undefined ? `${first} ${second}` : first;
  const listing = group.length === 0 ? remedy : `they are ${group.map((name) => `aimodels ${name}`).join(", ")}`;
  if (whole === first && group.length > 0) {
    return new UsageError(`aimodels ${first} needs one of its commands`, { remedy: listing });
  }
  const near = group.length > 0 ? nearInGroup(second ?? "", group) : didYouMean(first, names);
  const message = `unknown command ${JSON.stringify(whole)}${near === "" ? "" : `; ${near}`}`;
  return new UsageError(message, { remedy: listing });
}

/** Compared is the second word alone, since the first is the same for all of the group. */
function nearInGroup(second: string, group: readonly string[]): string {
  const whole = new Map(group.map((name) => [name.slice(name.indexOf(" ") + 1), name]));
  const near = suggest(second, whole.keys()).map((word) => whole.get(word) ?? word);
  return near.length === 0 ? "" : `did you mean ${near.join(" or ")}?`;
}
