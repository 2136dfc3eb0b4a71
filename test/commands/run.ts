import { Readable, Writable } from "node:stream";
import { main } from "../../src/cli.js";

export const CATALOG = "test/fixtures/catalog-small";

export interface RunOptions {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Columns of a terminal; without it the answer goes to a pipe. */
  readonly terminal?: number;
  readonly now?: string;
}

export interface RunResult {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process: arguments in; exit code, standard output and standard error out. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const out = sink(options.terminal);
  const err = sink(options.terminal);
  const stdin = Object.assign(Readable.from(options.stdin === undefined ? [] : [options.stdin]), {
    isTTY: options.terminal !== undefined,
  });
  const exit = await main(args, {
    stdin,
    stdout: out.stream,
    stderr: err.stream,
    env: options.env ?? {},
    cwd: options.cwd ?? process.cwd(),
    now: Date.parse(options.now ?? "2026-11-21T09:00:00Z"),
  });
  return { exit, out: out.text(), err: err.text() };
}

/** As run, with the small catalog of the tests. */
export function runSmall(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return run([...args, "--catalog", CATALOG], options);
}

function sink(columns: number | undefined): {
  stream: Writable & { isTTY?: boolean; columns?: number };
  text(): string;
} {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  if (columns !== undefined) Object.assign(stream, { isTTY: true, columns });
  return { stream, text: () => Buffer.concat(chunks).toString("utf8") };
}
