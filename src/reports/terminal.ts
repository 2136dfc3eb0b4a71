/** What a report may know of the place where it is shown. */
export interface Terminal {
  /** Columns that a line may fill. */
  readonly width: number;
  /** Whether colours may be used; never the only sign of anything. */
  readonly color: boolean;
}
