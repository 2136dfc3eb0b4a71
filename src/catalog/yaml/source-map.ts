import type { LineCounter } from "yaml";
import type { Position } from "../../findings/index.js";

interface Marks {
  readonly start: number;
  readonly keys: ReadonlyMap<string, number> | null;
  readonly values: ReadonlyMap<string | number, number>;
}

/** Where each object, list, key and value of one file stands. Offsets are kept; lines are counted when asked for. */
export class SourceMap {
  readonly file: string;
  readonly #lines: LineCounter;
  readonly #marks = new WeakMap<object, Marks>();

  constructor(file: string, lines: LineCounter) {
    this.file = file;
    this.#lines = lines;
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
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}
