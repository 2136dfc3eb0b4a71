import { didYouMean, UsageError } from "../findings/index.js";
import { type Command, FORMATS, type Format, type Given, type OptionSpec, type Places } from "./command.js";

/** The options that every command has, before or after its name. */
export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  {
    name: "catalog",
    value: "PATH",
    description: "a catalog directory or a compiled artefact",
    default: "$AIMODELS_CATALOG, ./catalog if it holds policy.yaml, else the shipped one",
  },
  {
    name: "overlay",
    value: "DIR",
    description: "a catalog laid over it; may repeat",
    repeats: true,
    default: "$AIMODELS_OVERLAY",
  },
  {
    name: "ledger",
    value: "URL",
    description: "an SQLite file, or clickhouse://…",
    default: "$AIMODELS_LEDGER, else ./aimodels.db",
  },
  { name: "format", value: "F", description: "the output format" },
  { name: "json", description: "short for --format json" },
  { name: "out", value: "FILE", description: "write the answer there; - is standard output", default: "-" },
  { name: "no-color", description: "no colours; NO_COLOR is honoured" },
  { name: "quiet", description: "no notes and no progress on standard error" },
  { name: "no-input", description: "never ask for anything" },
];

/** What the options of every command come to. */
export interface GlobalOptions {
  readonly places: Places;
  readonly format: Format;
  /** A file, or undefined for standard output. */
  readonly out: string | undefined;
  readonly color: boolean;
  readonly quiet: boolean;
  readonly mayAsk: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws a UsageError for a format that the command does not write. */
export function readGlobalOptions(given: Given, env: Environment, command: Command): GlobalOptions {
  const out = given.text("out");
  return {
    places: readPlaces(given, env),
    format: readFormat(given, command),
    out: out === "-" ? undefined : out,
    color: !given.flag("no-color") && !env.NO_COLOR,
    quiet: given.flag("quiet"),
    mayAsk: !given.flag("no-input"),
  };
}

function readPlaces(given: Given, env: Environment): Places {
  const overlays = given.texts("overlay");
  const ledger = given.text("ledger") || env.AIMODELS_LEDGER;
  return {
    catalog: given.text("catalog") || env.AIMODELS_CATALOG || undefined,
    overlays: overlays.length > 0 || !env.AIMODELS_OVERLAY ? overlays : [env.AIMODELS_OVERLAY],
    ledger: { place: ledger || "aimodels.db", named: Boolean(ledger) },
  };
}

function readFormat(given: Given, command: Command): Format {
  const word = given.text("format") ?? (given.flag("json") ? "json" : command.formats[0]);
  const format = FORMATS.find((known) => known === word.toLowerCase());
  if (format !== undefined && given.flag("json") && format !== "json") {
    throw new UsageError(`--json and --format ${word} contradict each other`, { remedy: "give one of them" });
  }
  if (format !== undefined && command.formats.includes(format)) return format;
  const near = didYouMean(word, command.formats);
  throw new UsageError(
    `aimodels ${command.name} does not write the format ${JSON.stringify(word)}${near === "" ? "" : `; ${near}`}`,
    { remedy: `its formats are ${command.formats.join(", ")}` },
  );
}
