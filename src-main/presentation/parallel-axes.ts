import { fourDigits } from '../contract/numbers';
import { ticks, tickText } from './ticks';
import { variedSettings, type TunedRun, type VariedSetting } from './varied-settings';

/** An axis of parallel coordinates: one of several that stand beside each other, each run a line from one to the next. */
export interface ParallelAxis {
  readonly key: string;
  readonly label: string;
  /** One a run, on a number axis its number, on one of categories its place among them; null where a run has none. */
  readonly values: readonly (number | null)[];
  /** The same as shown. */
  readonly texts: readonly string[];
  readonly isLog: boolean;
  /** The ends of the axis. */
  readonly low: number;
  readonly high: number;
  /** In the order of their places; empty on a number axis. */
  readonly categories: readonly string[];
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

/** What an axis is narrowed to: a range, open where an end is null, or some of its categories. */
export interface Brush {
  readonly from: number | null;
  readonly to: number | null;
  readonly categories?: readonly string[];
}

/** By the key of an axis. */
export type Brushes = Readonly<Record<string, Brush>>;

/** With fewer there is nothing to compare the lines by. */
export const LEAST_LINES = 3;
/** Different values that are written at an axis as they are. */
const FEW_VALUES = 5;
/** The least distance of two labels, as a share of the axis. */
const LABEL_GAP = 0.07;
export const METRIC_AXIS = '.metric';

/**
 * An axis for each hyperparameter in which runs differ, and one for a metric, the last.
 * @param metric its values, one a run; null where a run has none
 * @returns no axis for fewer than `LEAST_LINES` runs, or without differences
 */
export function parallelAxes(
  runs: readonly TunedRun[],
  metric: { readonly label: string; readonly values: readonly (number | null)[] },
): ParallelAxis[] {
  const settings = variedSettings(runs).map(settingAxis);
  if (runs.length < LEAST_LINES || settings.length === 0) return [];
  const texts = metric.values.map((value) => (value === null ? '–' : fourDigits(value)));
  const result = { key: METRIC_AXIS, label: metric.label, values: metric.values, texts, isLog: false };
  return [...settings, numberAxis(result)];
}

function settingAxis({ key, label, isLog, values, texts }: VariedSetting): ParallelAxis {
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length === values.filter((value) => value !== null).length) {
    return numberAxis({ key, label, isLog, texts, values: values as (number | null)[] });
  }
  const categories = [...new Set(texts.filter((_, run) => values[run] !== null))].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
  return {
    key,
    label,
    values: texts.map((text, run) => (values[run] === null ? null : categories.indexOf(text))),
    texts,
    isLog: false,
    low: 0,
    high: categories.length - 1,
    categories,
    ticks: categories.map((text, value) => ({ value, text })),
  };
}

function numberAxis(axis: Pick<ParallelAxis, 'key' | 'label' | 'values' | 'texts' | 'isLog'>): ParallelAxis {
  const numbers = axis.values.filter((value) => value !== null);
  if (numbers.length === 0) return { ...axis, low: 0, high: 0, categories: [], ticks: [] };
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const scaled = { ...axis, low, high, categories: [] };
  const values = [...new Set(numbers)].sort((a, b) => a - b);
  const wanted = values.length <= FEW_VALUES ? values : [low, high, ...between(scaled)];
  const placed: number[] = [];
  for (const value of wanted) {
    const at = positionOf(scaled, value);
    if (placed.every((other) => Math.abs(positionOf(scaled, other) - at) >= LABEL_GAP)) placed.push(value);
  }
  return {
    ...scaled,
    ticks: placed.map((value) => ({ value, text: tickText(Number(value.toPrecision(4))) })),
  };
}

type Scale = Pick<ParallelAxis, 'low' | 'high' | 'isLog'>;

function between({ low, high, isLog }: Scale): number[] {
  if (!isLog) return ticks(low, high, 4);
  const [from, to] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => 10 ** (from + i));
}

/** Of a value on an axis: 0 at its lower end, 1 at its upper one; the middle where both are the same. */
export function positionOf({ low, high, isLog }: Scale, value: number): number {
  if (high <= low) return 0.5;
  return isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** The value at a position on an axis, with four significant digits. */
export function valueAt({ low, high, isLog }: Scale, position: number): number {
  const value = isLog ? low * (high / low) ** position : low + (high - low) * position;
  return Number(value.toPrecision(4));
}

/** Whether a run lies within every brush. A run without a value lies within none. */
export function isWithin(axes: readonly ParallelAxis[], brushes: Brushes, run: number): boolean {
  return axes.every((axis) => {
    const brush = brushes[axis.key];
    if (brush === undefined) return true;
    const value = axis.values[run] ?? null;
    if (value === null) return false;
    if (brush.categories !== undefined) return brush.categories.includes(axis.categories[value] ?? '');
    return (brush.from === null || value >= brush.from) && (brush.to === null || value <= brush.to);
  });
}

/** The brushes with another one for an axis; without one that leaves out nothing. */
export function withBrush(brushes: Brushes, key: string, brush: Brush | null): Brushes {
  const others = Object.fromEntries(Object.entries(brushes).filter(([other]) => other !== key));
  const isOpen =
    brush === null ||
    (brush.categories === undefined
      ? brush.from === null && brush.to === null
      : brush.categories.length === 0);
  return isOpen ? others : { ...others, [key]: brush };
}

/** Where a run is between the worst value of the metric, 0, and the best, 1; null where it has none. */
export function meritOf(axes: readonly ParallelAxis[], run: number, isHigherBetter: boolean): number | null {
  const metric = axes.find(({ key }) => key === METRIC_AXIS);
  const value = metric?.values[run] ?? null;
  if (metric === undefined || value === null) return null;
  const position = positionOf(metric, value);
  return isHigherBetter ? position : 1 - position;
}
