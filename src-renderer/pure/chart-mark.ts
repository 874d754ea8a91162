/** A labelled vertical line: where a run first showed signs of a failure. */
export interface ChartMark {
  /** Of the lines that it belongs to. */
  readonly owner: string;
  /** Position on the axis. */
  readonly at: number;
  readonly label: string;
  /** The run's; null where there is only one. */
  readonly color: string | null;
}
