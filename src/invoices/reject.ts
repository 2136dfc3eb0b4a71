import type { RejectedRow } from "./line.js";

export function reject(row: number, reason: string): RejectedRow {
  return { kind: "reject", row, reason };
}
