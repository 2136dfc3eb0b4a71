import type { Grammar } from "./grammar.js";

/** `models/gemini-3-pro` is the resource name of `gemini-3-pro`. Source: https://ai.google.dev/api/models */
export const geminiApi: Grammar = (name) =>
  name.startsWith("models/") ? [{ name: name.slice("models/".length), lifted: {} }] : [];
