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

  /** The runs of all the places, flattened. */
  over(places: readonly number[]): number[] {
    const runs: number[] = [];
    for (const place of places) {
      for (const row of this.earlier.get(place) ?? []) runs.push(row);
      runs.push(this.firsts[place] ?? 0, this.lasts[place] ?? 0);
    }
    return places.length === 1 ? runs : mergedRuns(runs);
  }
}

/** Runs of rows in their order, each as long as it goes: [1, 1, 7, 7, 2, 3] makes [1, 3, 7, 7]. */
export function mergedRuns(runs: readonly number[]): number[] {
  const pairs: { first: number; last: number }[] = [];
  for (let index = 0; index + 1 < runs.length; index += 2) {
    const [first, last] = [runs[index], runs[index + 1]];
    if (first !== undefined && last !== undefined) pairs.push({ first, last });
  }
  pairs.sort((a, b) => a.first - b.first);
  const merged: number[] = [];
  for (const { first, last } of pairs) {
    const end = merged.at(-1);
    if (end !== undefined && first <= end + 1) merged[merged.length - 1] = Math.max(end, last);
    else merged.push(first, last);
  }
  return merged;
}

/** `12-19`, `23`: rows for people. */
export function rowRanges(runs: readonly number[]): string[] {
  const ranges: string[] = [];
  for (let index = 0; index + 1 < runs.length; index += 2) {
    const [first, last] = [runs[index], runs[index + 1]];
    ranges.push(first === last ? `${first}` : `${first}-${last}`);
  }
  return ranges;
}

function grown(column: Uint32Array<ArrayBuffer>, capacity: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(capacity);
  larger.set(column);
  return larger;
}
