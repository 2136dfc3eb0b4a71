import type { Command } from "./command.js";

/** Every command by its words, imported only when it is run, so that start-up stays small. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {};
