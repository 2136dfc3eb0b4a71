import type { IdGrammar } from "../provider.js";
import { azure } from "./azure.js";
import { bedrock } from "./bedrock.js";
import { geminiApi } from "./gemini-api.js";
import type { Grammar } from "./grammar.js";
import { openai } from "./openai.js";
import { openrouter } from "./openrouter.js";
import { plain } from "./plain.js";
import { vertex } from "./vertex.js";

/** One grammar an entry; a provider's file names its own. */
export const GRAMMARS: Readonly<Record<IdGrammar, Grammar>> = {
  plain,
  openai,
  bedrock,
  vertex,
  azure,
  "gemini-api": geminiApi,
  openrouter,
};
