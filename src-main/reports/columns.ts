import { at } from '../contract/at';
import { rgbOf } from '../presentation/palette';
import { idTag } from '../presentation/run-name';
import { runLooks, type RunLook } from '../presentation/run-looks';
import { lineKey } from './chart';
import { fragment, type Markup } from './markup';
import type { ReportRun } from './report-input';

interface Looks {
  readonly index: number;
  readonly look: RunLook;
  /** CSS class that sets `--c` to the run's colour. */
  readonly color: string;
}

/** A run with its position in the report, and the colour class and dash that it has everywhere in it. */
export type Column = ReportRun & Looks;

/** What charts show of a run. */
export type ChartedRun = Pick<ReportRun, 'run' | 'model' | 'metrics'>;
export type ChartedColumn = ChartedRun & Looks;

export function columnsOf<Entry extends Pick<ReportRun, 'run'>>({
  runs,
}: {
  readonly runs: readonly Entry[];
}): (Entry & Looks)[] {
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
export function toneClass(column: Looks, k: number): string {
  return k === 0 ? column.color : `${column.color}-${String(k)}`;
}
/** Number of tones of a run's colour; further metrics share the last one. */
export const TONES = 4;
/** How much of the text's colour each tone has. */
const SHARES = [0, 0.62, 0.3, 0.8];
/** The colours --text of report.css. */
const TEXT = { light: '#1a1c20', dark: '#e7e9ed' };

/** A colour of lines in each theme. */
export type Ink = Readonly<Record<'light' | 'dark', string>>;

/** The colour of a run's `k`-th metric in charts in which each run has a colour. */
export function toneOf({ light, dark }: Ink, k: number): Ink {
  const share = at(SHARES, k);
  return { light: mix(light, TEXT.light, share), dark: mix(dark, TEXT.dark, share) };
}

function mix(from: string, to: string, share: number): string {
  const target = rgbOf(to);
  const mixed = rgbOf(from).map((value, i) => Math.round(value * (1 - share) + at(target, i) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
