import { parentPort, workerData } from "node:worker_threads";
import { FileProblem } from "../../files/index.js";
import { readUsage } from "./read-usage.js";
import { MOST_WAITING, type ThreadMessage } from "./usage-reader.js";

/** The other thread of an import: reads the file named in workerData, and keeps a few parts ahead of the ledger. */
async function main(): Promise<void> {
  let waiting = 0;
  let go = (): void => {};
  parentPort?.on("message", () => {
    waiting -= 1;
    go();
  });
  for await (const part of readUsage(workerData)) {
    while (waiting >= MOST_WAITING) {
      await new Promise<void>((resolve) => {
        go = resolve;
      });
    }
    waiting += 1;
    post({ part });
  }
  post({ done: true });
}

function post(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}

main()
  .catch((error: unknown) => {
    if (error instanceof FileProblem) post({ problem: error.facts });
    else post({ defect: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  })
  .finally(() => parentPort?.close());
