import { idTag } from '../presentation/run-name';
import { runLooks, type RunLook } from '../presentation/run-looks';
import { lineKey } from './chart';
import { fragment, type Markup } from './markup';
import type { ReportInput, ReportRun } from './report-input';

/** A run in its place in the report: its colour class and dash are the same wherever it appears. */
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

/** A run's mark and name, at the head of whatever is its own. */
export function runName({ run, color, look }: Column): Markup {
  return fragment`<span class="run-name"
    >${lineKey(color, look.dash)} <span class="name">${run.name}</span>
    <span class="faint">${idTag(run)}</span></span
  >`;
}

/** The style of the line of a run's `k`-th metric in charts where each run has a colour. */
export function toneClass(column: Column, k: number): string {
  return k === 0 ? column.color : `${column.color}-${String(k)}`;
}
/** More metrics than this share the last tone. */
export const TONES = 4;
