import type { Position } from "../../findings/index.js";

interface Marks {
  readonly start: number;
  readonly keys: ReadonlyMap<string, number> | null;
  readonly values: ReadonlyMap<string | number, number>;
}

/** Where each object, list, key and value of one file stands. Offsets are kept; lines are counted when asked for. */
export class SourceMap {
  readonly file: string;
  readonly #text: string;
  #lineStarts: readonly number[] | undefined;
  readonly #marks = new WeakMap<object, Marks>();

  constructor(file: string, text: string) {
    this.file = file;
    this.#text = text;
  }

  mark(container: object, marks: Marks): void {
    this.#marks.set(container, marks);
  }

  /** A changed copy of an object stands where the object stands. */
  markAs(copy: object, original: object): void {
    const marks = this.#marks.get(original);
    if (marks !== undefined) this.#marks.set(copy, marks);
  }

  /** The start of an object or list of this file. */
  of(container: object): Position {
    return this.position(this.#marks.get(container)?.start ?? 0);
  }

  /** The value at a key or index, or the container's start when there is none. */
  value(container: object, key: string | number): Position {
    const marks = this.#marks.get(container);
    return this.position(marks?.values.get(key) ?? marks?.start ?? 0);
  }

  /** The key itself, or the container's start when it is not there. */
  key(container: object, key: string): Position {
    const marks = this.#marks.get(container);
    return this.position(marks?.keys?.get(key) ?? marks?.start ?? 0);
  }

  position(offset: number): Position {
    this.#lineStarts ??= lineStartsOf(this.#text);
    const line = lineOf(this.#lineStarts, offset);
    return Object.freeze({ file: this.file, line: line + 1, column: offset - (this.#lineStarts[line] ?? 0) + 1 });
  }
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", feed + 1)) starts.push(feed + 1);
  return starts;
}

/** The last line, from 0, that starts at or before the offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
