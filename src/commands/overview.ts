import type { Command } from "./command.js";

/** What `aimodels` alone prints: the jobs that it is for, each with an example. */
export const OVERVIEW = `aimodels holds a provider's invoice against your prices and your usage, and explains every cent.

Change a price, and have it checked:
  aimodels validate

Hold an invoice against what was used:
  aimodels ledger import usage.jsonl
  aimodels reconcile invoice.csv

Know what a request costs:
  aimodels estimate openai/gpt-5.4 --usage uncached_input=1000,output=500

aimodels --help lists the commands; aimodels COMMAND --help shows one, with examples.
`;

/** What `aimodels --help` prints, or `aimodels GROUP --help`: each command with its summary. */
export function commandList(group: string | undefined, commands: readonly Command[]): string {
  const width = Math.max(0, ...commands.map((command) => command.name.length));
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  const usage = `Usage: aimodels ${group === undefined ? "" : `${group} `}COMMAND [options]`;
  const end = "aimodels COMMAND --help shows the options of one, with examples and its exit codes.";
  return `${usage}\n\nCommands:\n${lines.join("\n")}\n\n${end}\n`;
}

/** What follows the options in `COMMAND --help`: examples, formats and exit codes. */
export function commandEnd(command: Command): string {
  const examples = command.examples.map((example) => `  # ${example.explains}\n  $ ${example.command}`);
  const codes = exitCodeLines(command).map(([code, meaning]) => `  ${code.padStart(3)}  ${meaning}`);
  return [
    "",
    `Formats: ${command.formats.join(", ")} (default ${command.formats[0]})`,
    "",
    "Examples:",
    examples.join("\n\n"),
    "",
    "Exit codes:",
    ...codes,
  ].join("\n");
}

/** Every exit code of a command with its meaning, those that all commands share included. */
export function exitCodeLines(command: Command): [code: string, meaning: string][] {
  const meanings = new Map<number, string>([
    [0, "done"],
    [2, "the command was used wrongly"],
    [3, "an input could not be read or understood"],
    [130, "interrupted"],
  ]);
  for (const [code, meaning] of Object.entries(command.exitCodes)) meanings.set(Number(code), meaning);
  return [...meanings].sort(([a], [b]) => a - b).map(([code, meaning]) => [String(code), meaning]);
}
