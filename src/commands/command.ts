import type { Catalog } from "../catalog/index.js";
import type { Ledger } from "../ledger/ledger.js";
import type { Instant } from "../meters/index.js";
import type { Terminal } from "../reports/terminal.js";

/** Every format that some command answers in; each command lists its own, the default first. */
export const FORMATS = ["table", "json", "csv", "md", "html", "xlsx", "sarif", "junit", "github"] as const;
export type Format = (typeof FORMATS)[number];

/** 0 done · 1 done and something was found. Errors that are thrown make 2, 3 and 4: see findings/errors. */
export type Exit = 0 | 1 | 2 | 3 | 4;

export interface OptionSpec {
  /** Without dashes: `service-tier`. */
  readonly name: string;
  /** Name of its value in the help (`TIER`); without one the option is a flag. */
  readonly value?: string;
  readonly description: string;
  /** May be given several times. */
  readonly repeats?: true;
  /** The closed list of its values, where there is one. */
  readonly choices?: readonly string[];
  /** Shown in the help; the command itself applies it. */
  readonly default?: string;
}

export interface ArgumentSpec {
  /** As the help writes it: `MODEL`. */
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly variadic: boolean;
}

export interface Example {
  readonly command: string;
  readonly explains: string;
}

/** What was typed, without the options that every command has. */
export interface Given {
  readonly arguments: readonly string[];
  /** The value of an option, the last one if it was repeated. */
  text(option: string): string | undefined;
  texts(option: string): readonly string[];
  flag(option: string): boolean;
}

/**
 * One thing that aimodels does. `read` turns what was typed into the command's own options and throws a UsageError; `run`
 * does the work. Neither prints nor exits.
 */
export interface Command<Options = unknown> {
  /** As it is typed: `list`, `ledger import`. */
  readonly name: string;
  /** One line without a full stop. */
  readonly summary: string;
  readonly description: string;
  readonly arguments: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  /** The default first. */
  readonly formats: readonly [Format, ...Format[]];
  readonly examples: readonly [Example, ...Example[]];
  /** What each exit code of this command means, in its own words; 2 and 130 are the same for all and left out. */
  readonly exitCodes: Readonly<Partial<Record<Exit, string>>>;
  read(given: Given): Options;
  run(options: Options, deps: Deps): Promise<CommandResult>;
}

/** Text, bytes, or text in pieces where the whole would not fit into memory. */
export type Output = string | Uint8Array | Iterable<string>;

export interface CommandResult {
  readonly exit: Exit;
  /** The document of `--format json`, `schema` first. Decimals print as strings. */
  readonly json?: unknown;
  /** The answer in any of the command's other formats; text ends with a newline. */
  render(format: Exclude<Format, "json">, terminal: Terminal): Output | Promise<Output>;
  /** For standard error, a sentence each; `--quiet` leaves them out. */
  readonly notes: readonly string[];
}

export interface Progress {
  /** The total may become known, or grow, on the way. */
  update(done: number, total?: number): void;
  stop(): void;
}

/** Everything that a command takes from outside, so that a test can hand it in. */
export interface Deps {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** When the command was started. */
  readonly now: Instant;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdinIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** False with `--no-input` or without a terminal: then nothing may be asked. */
  readonly mayAsk: boolean;
  readonly terminal: Terminal;
  /** `--catalog`, `--overlay` and `--ledger` as given, their environment variables considered. */
  readonly places: Places;
  /** A bar on standard error, where that is a terminal and `--quiet` was not given; else nothing is shown. */
  progress(title: string, unit: string): Promise<Progress>;
  /** The catalog with its overlays. One with errors is refused with an InputError that shows its first findings. */
  openCatalog(): Promise<Catalog>;
  /**
   * `read` changes nothing, `write` wants a ledger that is there, `create` makes one where there is none. Undefined when
   * nothing was named and the default ledger does not exist; a named one that does not exist is an InputError.
   */
  openLedger(mode: LedgerMode): Promise<Ledger | undefined>;
}

export type LedgerMode = "read" | "write" | "create";

export interface Places {
  /** A directory or an artefact; undefined when nothing names one. */
  readonly catalog: string | undefined;
  readonly overlays: readonly string[];
  /** A file or a URL. */
  readonly ledger: { readonly place: string; readonly named: boolean };
}
