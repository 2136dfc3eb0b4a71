import { CommanderError, Option, Command as Parser } from "commander";
import type { Command, CommandResult, Given, OptionSpec } from "./commands/command.js";
import { findWords, noCommand } from "./commands/command-words.js";
import { depsOf, type Io } from "./commands/deps.js";
import { GLOBAL_OPTIONS, type GlobalOptions, readGlobalOptions } from "./commands/global-options.js";
import { commandEnd, commandList, OVERVIEW } from "./commands/overview.js";
import { COMMANDS } from "./commands/table.js";
import { pieces, writeOut } from "./commands/write-out.js";
import { didYouMean, ExplainedError, InputError, ProviderError, UsageError } from "./findings/index.js";
import { jsonText } from "./reports/json-text.js";
import { terminalLines } from "./reports/terminal-text.js";

const INTERRUPTED = 130;
const NAMES = Object.keys(COMMANDS);

/** Runs one command line and resolves to its exit code. Everything printed is printed here. */
export async function main(args: readonly string[], io: Io = processIo()): Promise<number> {
  try {
    const { name, typed, rest } = findWords(args, NAMES);
    const load = name === undefined ? undefined : COMMANDS[name];
    return await (load === undefined ? withoutCommand(args, typed, io) : runCommand(await load(), rest, io));
  } catch (error) {
    return await explain(error, io);
  }
}

async function runCommand(command: Command, args: readonly string[], io: Io): Promise<number> {
  const parsed = parse(command, args, io);
  if (typeof parsed === "string") return await say(io.stdout, parsed).then(() => 0);
  const globals = readGlobalOptions(parsed, io.env, command);
  const deps = depsOf(io, globals);
  const result = await command.run(command.read(parsed), deps);
  await answer(result, globals, io);
  if (!globals.quiet) for (const note of result.notes) await say(io.stderr, `${terminalLines(note)}\n`);
  return result.exit;
}

/** Writes the answer to standard output, or whole to the file of `--out`. */
async function answer(result: CommandResult, globals: GlobalOptions, io: Io): Promise<void> {
  const output =
    globals.format === "json" && result.json !== undefined
      ? jsonText(result.json)
      : await result.render(globals.format === "json" ? "table" : globals.format, depsOf(io, globals).terminal);
  if (globals.out !== undefined) return await writeOut(globals.out, io.cwd, output);
  for (const piece of pieces(output)) if (!(await say(io.stdout, piece))) return;
}

/** `aimodels` alone, `--help`, and words that are no command. */
async function withoutCommand(args: readonly string[], typed: readonly string[], io: Io): Promise<number> {
  const [first] = typed;
  if (args.length === 0) return await say(io.stdout, OVERVIEW).then(() => 0);
  if (first === "help") return await main([...args.filter((arg) => arg !== "help"), "--help"], io);
  const wantsHelp = args.includes("--help") || args.includes("-h");
  const group = NAMES.filter((name) => first === undefined || name.startsWith(`${first} `));
  if (!wantsHelp || group.length === 0 || typed.length > 1) throw noCommand(args, typed, NAMES);
  const commands = await Promise.all(group.map((name) => COMMANDS[name]?.()));
  const known = commands.filter((command) => command !== undefined);
  return await say(io.stdout, commandList(first, known)).then(() => 0);
}

/** What was typed, or the help text when that was asked for. */
function parse(command: Command, args: readonly string[], io: Io): Given | string {
  let help = "";
  const parser = new Parser(`aimodels ${command.name}`)
    .description(command.description)
    .exitOverride()
    .allowExcessArguments(false)
    .addHelpText("after", commandEnd(command))
    .configureOutput({ writeOut: (text) => (help += text), writeErr: () => {}, getOutHelpWidth: () => widthOf(io) });
  for (const argument of command.arguments) parser.argument(argumentText(argument), argument.description);
  for (const option of command.options) parser.addOption(optionOf(option));
  for (const option of GLOBAL_OPTIONS) parser.addOption(optionOf(option).helpGroup("Options of every command:"));
  try {
    parser.parse(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError && error.code === "commander.helpDisplayed") return help;
    if (error instanceof CommanderError) throw wrongUse(error, command);
    throw error;
  }
  return givenOf(parser);
}

function argumentText({ name, required, variadic }: Command["arguments"][number]): string {
  const inner = variadic ? `${name}...` : name;
  return required ? `<${inner}>` : `[${inner}]`;
}

/** Commander reads `--no-color` as the negation of a `color`; the table of options says what was typed instead. */
function optionOf(spec: OptionSpec): Option {
  const value = spec.value === undefined ? "" : ` <${spec.value}>`;
  const description = spec.default === undefined ? spec.description : `${spec.description} (default: ${spec.default})`;
  const option = new Option(`--${spec.name}${value}`, description);
  if (spec.choices !== undefined) option.choices(spec.choices);
  if (spec.value !== undefined) option.argParser((text, before: unknown) => collected(text, before, spec));
  return option;
}

function collected(text: string, before: unknown, spec: OptionSpec): readonly string[] {
  if (spec.choices !== undefined && !spec.choices.includes(text)) throw wrongChoice(text, spec, spec.choices);
  return [...(Array.isArray(before) ? before.map(String) : []), text];
}

function wrongChoice(text: string, spec: OptionSpec, choices: readonly string[]): UsageError {
  const near = didYouMean(text, choices);
  return new UsageError(`--${spec.name} does not take ${JSON.stringify(text)}${near === "" ? "" : `; ${near}`}`, {
    remedy: `its values are ${choices.join(", ")}`,
  });
}

function givenOf(parser: Parser): Given {
  const values = (option: string): readonly string[] => {
    const value: unknown = parser.getOptionValue(attributeOf(option));
    return Array.isArray(value) ? value.map(String) : [];
  };
  return {
    arguments: parser.args,
    text: (option) => values(option).at(-1),
    texts: values,
    flag: (option) => parser.getOptionValue(attributeOf(option)) === !option.startsWith("no-"),
  };
}

function attributeOf(option: string): string {
  return new Option(`--${option}`).attributeName();
}

function wrongUse(error: CommanderError, command: Command): UsageError {
  const message = error.message
    .replace(/^error: /, "")
    .replace(/\.$/, "")
    .replace(/\n\(Did you mean (.*?)\)$/, "; did you mean $1");
  return new UsageError(message, { remedy: `aimodels ${command.name} --help shows its arguments and options` });
}

/** Prints an error as a person can use it, and says which exit code it makes. */
async function explain(error: unknown, io: Io): Promise<number> {
  const text = error instanceof ExplainedError ? error.describe() : unexpected(error, io);
  await say(io.stderr, `aimodels: ${terminalLines(text)}\n`);
  if (error instanceof UsageError) return 2;
  return error instanceof ProviderError ? 4 : 3;
}

/** A system's error names its file; anything else is a defect of ours, whose stack helps to report it. */
function unexpected(error: unknown, io: Io): string {
  if (!(error instanceof Error)) return String(error);
  if ("syscall" in error) return error.message;
  const stack = io.env.AIMODELS_DEBUG ? `\n${error.stack ?? ""}` : "\n  AIMODELS_DEBUG=1 shows where";
  return `this is a defect of aimodels, please report it: ${error.message}${stack}`;
}

function widthOf(io: Io): number {
  return io.stdout.columns ?? 100;
}

/** What writing to a pipe fails with once its reader has left. */
const CLOSED: readonly unknown[] = ["EPIPE", "ERR_STREAM_DESTROYED", "EOF"];

/** False when nobody reads on: a closed pipe ends the answer, and is no error. */
function say(stream: NodeJS.WritableStream, text: string | Uint8Array): Promise<boolean> {
  return new Promise((done, fail) => {
    stream.write(text, (error) => {
      if (error == null) done(true);
      else if ("code" in error && CLOSED.includes(error.code)) done(false);
      else fail(new InputError(`cannot write the answer: ${error.message}`, { cause: error }));
    });
  });
}

/** The real process. Its two listeners are what makes a closed pipe quiet and Ctrl-C an exit of 130. */
function processIo(): Io {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  process.once("SIGINT", () => process.exit(INTERRUPTED));
  const { stdin, stdout, stderr, env } = process;
  return { stdin, stdout, stderr, env, cwd: process.cwd(), now: Date.now() };
}
