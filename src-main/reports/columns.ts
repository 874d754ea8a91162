import { RUN_PALETTE, runColor, type RunColor } from '../presentation/palette';
import { lineKey } from './chart';
import { fragment, type Markup } from './markup';
import type { ReportInput, ReportRun } from './report-input';

/** A run in its place in the report: its colour class and dash are the same wherever it appears. */
export interface Column extends ReportRun {
  readonly index: number;
  readonly look: RunColor;
  /** CSS class that sets `--c` to the run's colour. */
  readonly color: string;
}

/** Two runs of one colour, as when there are more runs than colours, cannot be told apart: the later takes a free one. */
export function columnsOf({ runs }: ReportInput): Column[] {
  const taken = new Set<RunColor>();
  return runs.map((entry, index) => {
    const own = runColor(entry.run.color);
    const look = taken.has(own) ? (RUN_PALETTE.find((color) => !taken.has(color)) ?? own) : own;
    taken.add(look);
    return { ...entry, index, look, color: `run-${String(index)}` };
  });
}

/** A run's mark and name, at the head of whatever is its own. */
export function runName({ run, color, look }: Column): Markup {
  return fragment`<span class="run-name"
    >${lineKey(color, look.dash)} <span class="name">${run.name}</span>
    <span class="faint">#${run.id}</span></span
  >`;
}

/** How a line of the `k`-th metric of a run looks where runs are told apart by colour. */
export function toneClass(column: Column, k: number): string {
  return k === 0 ? column.color : `${column.color}-${String(k)}`;
}
/** More metrics than this share the last tone. */
export const TONES = 4;
