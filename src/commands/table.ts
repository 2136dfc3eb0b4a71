import type { Command } from "./command.js";

/** Every command by its words, imported only when it is run, so that start-up stays small. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  reconcile: async () => (await import("./reconcile.js")).reconcile,
  validate: async () => (await import("./validate.js")).validate,
  list: async () => (await import("./list.js")).list,
  show: async () => (await import("./show.js")).show,
  compare: async () => (await import("./compare.js")).compare,
  estimate: async () => (await import("./estimate.js")).estimate,
  compile: async () => (await import("./compile.js")).compile,
  "ledger import": async () => (await import("./ledger/import.js")).ledgerImport,
  "ledger stats": async () => (await import("./ledger/stats.js")).ledgerStats,
  "ledger verify": async () => (await import("./ledger/verify.js")).ledgerVerify,
  "ledger export": async () => (await import("./ledger/export.js")).ledgerExport,
  "ledger correct": async () => (await import("./ledger/correct.js")).ledgerCorrect,
};
