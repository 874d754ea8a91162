import { fourDigits } from '../contract/numbers';
import { ticks, tickText } from './ticks';
import { variedSettings, type TunedRun, type VariedSetting } from './varied-settings';

/** One of the axes of parallel coordinates, in which each run is a line from axis to axis. */
export interface ParallelAxis {
  readonly key: string;
  readonly label: string;
  /** One for each run: its number, or on an axis of categories the index of its category; null if it has no value. */
  readonly values: readonly (number | null)[];
  /** The values as shown. */
  readonly texts: readonly string[];
  readonly isLog: boolean;
  /** The ends of the axis. */
  readonly low: number;
  readonly high: number;
  /** In the order of their indices; empty on a number axis. */
  readonly categories: readonly string[];
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

/** The part of an axis that is selected: a range, open at an end that is null, or some of its categories. */
export interface Brush {
  readonly from: number | null;
  readonly to: number | null;
  readonly categories?: readonly string[];
}

/** Brushes by the key of their axis. */
export type Brushes = Readonly<Record<string, Brush>>;

/** With fewer runs there is nothing to compare. */
export const LEAST_LINES = 3;
/** Up to this many different values, an axis is labelled with the values themselves. */
const FEW_VALUES = 5;
/** The smallest distance between two labels, as a fraction of the axis. */
const LABEL_GAP = 0.07;
export const METRIC_AXIS = '.metric';

/**
 * Returns an axis for each hyperparameter in which runs differ, followed by one for a metric.
 * @param metric its label, and its value for each run; null for a run without one
 * @returns no axes for fewer than `LEAST_LINES` runs, or without differences
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

/** Returns the position of a value on an axis: 0 at its lower end, 1 at its upper end, 0.5 if the ends are equal. */
export function positionOf({ low, high, isLog }: Scale, value: number): number {
  if (high <= low) return 0.5;
  return isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** Returns the value at a position on an axis, rounded to four significant digits. */
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

/** Returns the brushes with that of one axis replaced, or removed if it excludes nothing. */
export function withBrush(brushes: Brushes, key: string, brush: Brush | null): Brushes {
  const others = Object.fromEntries(Object.entries(brushes).filter(([other]) => other !== key));
  const isOpen =
    brush === null ||
    (brush.categories === undefined
      ? brush.from === null && brush.to === null
      : brush.categories.length === 0);
  return isOpen ? others : { ...others, [key]: brush };
}

/** Returns the merit of a run: 0 for the worst value of the metric, 1 for the best; null if the run has no value. */
export function meritOf(axes: readonly ParallelAxis[], run: number, isHigherBetter: boolean): number | null {
  const metric = axes.find(({ key }) => key === METRIC_AXIS);
  const value = metric?.values[run] ?? null;
  if (metric === undefined || value === null) return null;
  const position = positionOf(metric, value);
  return isHigherBetter ? position : 1 - position;
}
