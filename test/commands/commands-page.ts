import type { Command, OptionSpec } from "../../src/commands/command.js";
import { GLOBAL_OPTIONS } from "../../src/commands/global-options.js";
import { exitCodeLines } from "../../src/commands/overview.js";

const HEAD = `# The commands

The answer goes to standard output and nothing else does; notes, progress and errors go to standard error. \`-\` reads standard
input wherever a file is expected. Nothing ever needs a prompt. This page is held to the code by a test:
\`npx vitest run --project unit test/commands/page.test.ts -u\` writes it anew.
`;

const EXITS = `| exit | meaning |
| --: | --- |
| 0 | done, nothing found |
| 1 | done, and something was found: an invalid catalog, breaks, an unpriced meter, conflicts, a budget passed |
| 2 | the command was used wrongly |
| 3 | an input could not be read or understood |
| 4 | a provider or a server could not be reached, or refused us |
| 130 | interrupted |
`;

/** docs/commands.md as the commands themselves state it. */
export function commandsPage(commands: readonly Command[]): string {
  const shared = `## Options of every command\n\nBefore the command's name or after it.\n\n${optionTable(GLOBAL_OPTIONS)}`;
  return [HEAD, `## Exit codes\n\n${EXITS}`, shared, ...commands.map(section)].join("\n");
}

function section(command: Command): string {
  const options = command.options.length === 0 ? [] : [optionTable(command.options)];
  const examples = command.examples.map(({ command: line, explains }) => `# ${explains}\n${line}`).join("\n\n");
  const codes = exitCodeLines(command).map(([code, meaning]) => `${code} ${meaning}`);
  return [
    `## ${command.name}\n`,
    `    ${usageLine(command)}\n`,
    `${command.description}\n`,
    ...command.arguments.map(({ name, description }) => `\`${name}\`: ${cell(description)}.\n`),
    ...options,
    `Formats: ${command.formats.join(", ")}. Exit codes: ${codes.map(cell).join(" · ")}.\n`,
    `\`\`\`sh\n${examples}\n\`\`\`\n`,
  ].join("\n");
}

function usageLine(command: Command): string {
  const words = command.arguments.map(({ name, required, variadic }) => {
    const inner = variadic ? `${name}…` : name;
    return required ? inner : `[${inner}]`;
  });
  return ["aimodels", command.name, ...words, ...(command.options.length === 0 ? [] : ["[options]"])].join(" ");
}

function optionTable(options: readonly OptionSpec[]): string {
  const rows = options.map((option) => {
    const choices = option.choices === undefined ? "" : `: ${option.choices.join(", ")}`;
    const value = option.value === undefined ? "" : ` ${option.value}`;
    return `| \`--${option.name}${value}\` | ${cell(option.description + choices)} | ${cell(option.default ?? "")} |\n`;
  });
  return `| option | meaning | default |\n| --- | --- | --- |\n${rows.join("")}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
