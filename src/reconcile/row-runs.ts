/** Which rows of a file stand behind each place: 12 bytes a place, and more only where its rows do not follow each other. */
export class RowRuns {
  private counts = new Uint32Array(0);
  private firsts = new Uint32Array(0);
  private lasts = new Uint32Array(0);
  /** Runs before the last one, flattened. */
  private readonly earlier = new Map<number, number[]>();

  grow(capacity: number): void {
    this.counts = grown(this.counts, capacity);
    this.firsts = grown(this.firsts, capacity);
    this.lasts = grown(this.lasts, capacity);
  }

  open(place: number, row: number): void {
    this.counts[place] = 1;
    this.firsts[place] = row;
    this.lasts[place] = row;
  }

  /** Rows come in the order of the file; one that states several lines may come again. */
  add(place: number, row: number): void {
    this.counts[place] = this.rowsAt(place) + 1;
    const last = this.lasts[place] ?? 0;
    if (row === last) return;
    if (row !== last + 1) {
      const earlier = this.earlier.get(place);
      const first = this.firsts[place] ?? 0;
      if (earlier === undefined) this.earlier.set(place, [first, last]);
      else earlier.push(first, last);
      this.firsts[place] = row;
    }
    this.lasts[place] = row;
  }

  rowsAt(place: number): number {
    return this.counts[place] ?? 0;
  }

  /** The runs of all the places, joined where they touch. */
  over(places: readonly number[]): number[] {
    const runs = places.flatMap((place) => this.runsAt(place));
    runs.sort(([a], [b]) => a - b);
    const joined: number[] = [];
    for (const [first, last] of runs) {
      const end = joined.at(-1);
      if (end === undefined || first > end + 1) joined.push(first, last);
      else joined[joined.length - 1] = Math.max(end, last);
    }
    return joined;
  }

  private runsAt(place: number): [number, number][] {
    const runs: [number, number][] = [];
    const flat = [...(this.earlier.get(place) ?? []), this.firsts[place] ?? 0, this.lasts[place] ?? 0];
    for (let index = 0; index + 1 < flat.length; index += 2) runs.push([flat[index] ?? 0, flat[index + 1] ?? 0]);
    return runs;
  }
}

function grown(column: Uint32Array<ArrayBuffer>, capacity: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(capacity);
  larger.set(column);
  return larger;
}
