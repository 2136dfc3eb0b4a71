import { compileCatalog } from "../catalog/artefact/compile.js";
import type { Command } from "./command.js";

export const compile: Command<null> = {
  name: "compile",
  summary: "the whole catalog as one JSON file",
  description: "Writes the catalog as one JSON artefact: the same bytes for the same files at the same commit.",
  arguments: [],
  options: [],
  formats: ["json"],
  examples: [
    { command: "aimodels compile --out catalog.json", explains: "an artefact to load with --catalog catalog.json" },
  ],
  exitCodes: { 3: "the catalog could not be read, or has errors" },
  read: () => null,
  async run(_options, deps) {
    const artefact = compileCatalog(await deps.openCatalog());
    return { exit: 0, render: () => artefact, notes: [] };
  },
};
