import type { Command } from "./command.js";

/** Every command by its words, imported only when it is run, so that start-up stays small. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  validate: async () => (await import("./validate.js")).validate,
  list: async () => (await import("./list.js")).list,
  show: async () => (await import("./show.js")).show,
  compare: async () => (await import("./compare.js")).compare,
  estimate: async () => (await import("./estimate.js")).estimate,
  compile: async () => (await import("./compile.js")).compile,
};
