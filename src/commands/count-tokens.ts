import { resolve } from "node:path";
import { openText } from "../files/index.js";
import { InputError } from "../findings/index.js";
import { Decimal } from "../money/index.js";
import type { Deps } from "./command.js";

/** A text counted in tokens. */
export interface CountedText {
  readonly tokens: Decimal;
  /** Name of the encoding that was used. */
  readonly encoding: string;
  /** Whether it is the model's own encoding; else the count is approximate. */
  readonly exact: boolean;
}

/** The encoding that stands in where a vendor does not publish its own. */
const STAND_IN = "o200k_base";

/** The text of a file, or of standard input for `-`, in whatever encoding it is written. */
export async function readPrompt(file: string, deps: Pick<Deps, "cwd" | "stdin">): Promise<string> {
  const path = file === "-" ? file : resolve(deps.cwd, file);
  const text = await openText(path, { stdin: deps.stdin });
  const parts: string[] = [];
  for await (const block of text.blocks) {
    if (block.kind === "overlong")
      throw new InputError("a line of the prompt is too long to count", { position: { file } });
    parts.push(block.text);
  }
  return parts.join("");
}

/** Tokens of a text as one message's content; what a vendor adds around messages is not counted. */
export async function countTokens(text: string, tokenizer: string | null): Promise<CountedText> {
  const own = tokenizer === null ? undefined : ENCODINGS.get(tokenizer);
  const { countTokens: count } = await (own ?? standIn)();
  // A prompt is text: `<|endoftext|>` in it is these letters, not the end of the text.
  const tokens = Decimal.fromInteger(count(text, { disallowedSpecial: new Set() }));
  return { tokens, encoding: own === undefined ? STAND_IN : (tokenizer ?? STAND_IN), exact: own !== undefined };
}

interface Encoding {
  countTokens(text: string, options: { readonly disallowedSpecial: Set<string> }): number;
}

const standIn = (): Promise<Encoding> => import("gpt-tokenizer/encoding/o200k_base");

/** Each table of tokens is megabytes: only the one that is needed is loaded. */
const ENCODINGS: ReadonlyMap<string, () => Promise<Encoding>> = new Map([
  [STAND_IN, standIn],
  ["o200k_harmony", () => import("gpt-tokenizer/encoding/o200k_harmony")],
  ["cl100k_base", () => import("gpt-tokenizer/encoding/cl100k_base")],
  ["p50k_base", () => import("gpt-tokenizer/encoding/p50k_base")],
  ["r50k_base", () => import("gpt-tokenizer/encoding/r50k_base")],
]);
