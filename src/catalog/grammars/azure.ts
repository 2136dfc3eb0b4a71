import type { Grammar } from "./grammar.js";

/** A deployment's name is the customer's own choice: nothing can be read from it. */
export const azure: Grammar = () => [];
