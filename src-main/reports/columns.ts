import { idTag } from '../presentation/run-name';
import { runLooks, type RunLook } from '../presentation/run-looks';
import { lineKey } from './chart';
import { fragment, type Markup } from './markup';
import type { ReportInput, ReportRun } from './report-input';

/** A run with its position in the report, and the colour class and dash that it has everywhere in it. */
export interface Column extends ReportRun {
  readonly index: number;
  readonly look: RunLook;
  /** CSS class that sets `--c` to the run's colour. */
  readonly color: string;
}

export function columnsOf({ runs }: ReportInput): Column[] {
  const looks = runLooks(runs.map(({ run }) => run.color));
  return looks.flatMap((look, index) => {
    const entry = runs[index];
    return entry === undefined ? [] : [{ ...entry, index, look, color: `run-${String(index)}` }];
  });
}

/** Renders a run's line style and name, as a heading. */
export function runName({ run, color, look }: Column): Markup {
  return fragment`<span class="run-name"
    >${lineKey(color, look.dash)} <span class="name">${run.name}</span>
    <span class="faint">${idTag(run)}</span></span
  >`;
}

/** Returns the CSS class of a run's `k`-th metric in charts in which each run has a colour. */
export function toneClass(column: Column, k: number): string {
  return k === 0 ? column.color : `${column.color}-${String(k)}`;
}
/** Number of tones of a run's colour; further metrics share the last one. */
export const TONES = 4;
