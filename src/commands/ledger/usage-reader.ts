import { existsSync } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { FileProblem, type FileProblemFacts } from "../../files/index.js";
import { readUsage, type UsageFile, type UsagePart } from "./read-usage.js";

/** From here on a thread of its own pays: one core reads while the other writes the ledger. */
const WORTH_A_THREAD_BYTES = 8 * 1024 * 1024;
const THREAD = fileURLToPath(new URL("./reader-thread.js", import.meta.url));

/** Parts that wait to be taken at most; the reader then waits too, so that memory stays the same for any file. */
export const MOST_WAITING = 2;

/** From the thread: a part, or why there are no more. */
export type ThreadMessage =
  | { readonly part: UsagePart }
  | { readonly done: true }
  | { readonly problem: Omit<FileProblemFacts, "cause"> }
  | { readonly defect: string };

/** As readUsage, in another thread where the file is large. */
export function usageParts(
  file: UsageFile,
  bytes: number | undefined,
  stdin: AsyncIterable<Uint8Array>,
): AsyncIterable<UsagePart> {
  const isLarge = (bytes ?? 0) >= WORTH_A_THREAD_BYTES;
  return isLarge && existsSync(THREAD) ? readInThread(file) : readUsage(file, stdin);
}

async function* readInThread(file: UsageFile): AsyncGenerator<UsagePart> {
  const worker = new Worker(THREAD, { workerData: file });
  const arrived: ThreadMessage[] = [];
  let wake = (): void => {};
  const receive = (message: ThreadMessage): void => {
    arrived.push(message);
    wake();
  };
  worker.on("message", receive);
  worker.on("error", (error) => receive({ defect: error.message }));
  try {
    for (;;) {
      const message = arrived.shift();
      if (message === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else if ("part" in message) {
        worker.postMessage("taken");
        yield message.part;
        // Node hands over messages without end while there are any; a turn of the event loop lets Ctrl-C through.
        await turn();
      } else if ("done" in message) return;
      else throw "problem" in message ? new FileProblem(message.problem) : new Error(message.defect);
    }
  } finally {
    await worker.terminate();
  }
}
