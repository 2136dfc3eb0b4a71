import type { Grammar } from "./grammar.js";

/** Names mean what they say. */
export const plain: Grammar = () => [];
