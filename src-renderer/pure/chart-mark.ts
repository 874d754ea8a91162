/** A labelled vertical line at the first sign of a failure of a run, or where it changed. */
export interface ChartMark {
  /** Owner of the lines that it belongs to. */
  readonly owner: string;
  /** Position on the axis. */
  readonly at: number;
  readonly label: string;
  readonly isAlert: boolean;
  /** Colour of the run; null if there is only one run. */
  readonly color: string | null;
}
