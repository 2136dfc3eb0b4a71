import type { Instant } from "../meters/index.js";
import type { Terminal } from "../reports/terminal.js";
import type { Deps } from "./command.js";
import type { GlobalOptions } from "./global-options.js";
import { openCatalog } from "./open-catalog.js";
import { openLedger } from "./open-ledger.js";
import { startProgress } from "./progress.js";

/** The outside of a run: the real process, or what a test hands in. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly now: Instant;
}

/** Lines of an answer that goes to a file or a pipe. */
const WIDTH_ELSEWHERE = 120;
const WIDTH_LEAST = 40;

export function depsOf(io: Io, globals: GlobalOptions): Deps {
  const stderrIsTerminal = io.stderr.isTTY === true;
  const stdinIsTerminal = io.stdin.isTTY === true;
  return {
    cwd: io.cwd,
    env: io.env,
    now: io.now,
    stdin: bytes(io.stdin),
    stdinIsTerminal,
    stderrIsTerminal,
    mayAsk: globals.mayAsk && stdinIsTerminal && stderrIsTerminal,
    terminal: terminalOf(io, globals),
    places: globals.places,
    progress: (title, unit) =>
      startProgress({ shown: stderrIsTerminal && !globals.quiet, stream: io.stderr }, title, unit),
    openCatalog: () => openCatalog(globals.places, io.cwd, io.now),
    openLedger: (mode) => openLedger(globals.places, io.cwd, mode),
  };
}

/** A terminal's own width; elsewhere $COLUMNS, or a width that holds every column of most tables. */
function terminalOf(io: Io, globals: GlobalOptions): Terminal {
  const isTerminal = io.stdout.isTTY === true && globals.out === undefined;
  const stated = Number.parseInt(io.env.COLUMNS ?? "", 10);
  const width = (isTerminal ? io.stdout.columns : undefined) ?? (stated > 0 ? stated : WIDTH_ELSEWHERE);
  return { width: Math.max(width, WIDTH_LEAST), color: isTerminal && globals.color };
}

async function* bytes(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of input) yield typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
}
