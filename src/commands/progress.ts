import type { Progress } from "./command.js";

const SILENT: Progress = { update() {}, stop() {} };
const SECOND = 1000;

export interface ProgressPlace {
  readonly shown: boolean;
  readonly stream: NodeJS.WritableStream;
}

/** A bar with rate and time left, or nothing where no person looks on. */
export async function startProgress(place: ProgressPlace, title: string, unit: string): Promise<Progress> {
  if (!place.shown) return SILENT;
  const { default: cliProgress } = await import("cli-progress");
  const bar = new cliProgress.SingleBar({
    stream: place.stream,
    hideCursor: true,
    clearOnComplete: true,
    fps: 5,
    etaBuffer: 50,
    format: `${title} [{bar}] {percentage}% · {value} of {total} ${unit} · {rate} a second · {eta_formatted} left`,
  });
  let rate = 0;
  let last = { at: performance.now(), done: 0 };
  bar.start(1, 0, { rate });
  return {
    update(done, total) {
      const now = performance.now();
      if (now - last.at >= SECOND) {
        rate = Math.round(((done - last.done) * SECOND) / (now - last.at));
        last = { at: now, done };
      }
      if (total !== undefined) bar.setTotal(total);
      bar.update(done, { rate });
    },
    stop: () => bar.stop(),
  };
}
