import { at } from '../contract/at';
import { aggregate } from '../presentation/aggregate';
import type { MeasuredValue, MetricSummary } from './metric-summary';

/** Averages a metric over runs, with the standard deviation between them as its band; a single run is unchanged. */
export function groupSummary(name: string, summaries: readonly MetricSummary[]): MetricSummary | null {
  const [only] = summaries;
  if (only === undefined || summaries.length === 1) return only ?? null;
  const found = aggregate(summaries.map(lineOf));
  const values = Array.from(found.x, (step, i): MeasuredValue => ({ step, value: at(found.mean, i) }));
  const [first] = values;
  const last = values[values.length - 1];
  if (first === undefined || last === undefined) return null;
  const edge = (own: Float64Array) =>
    Array.from(own, (value, i) => (Number.isFinite(value) ? value : at(found.mean, i)));
  const sample = values.map(({ value }) => value);
  return {
    name,
    count: values.length,
    first,
    last,
    lowest: values.reduce((least, one) => (one.value < least.value ? one : least), first),
    highest: values.reduce((most, one) => (one.value > most.value ? one : most), first),
    bestWindow: { lower: null, higher: null },
    sample,
    weight: 1,
    curve: {
      kind: 'dense',
      band: { x: Array.from(found.x), low: edge(found.low), high: edge(found.high) },
      smoothed: values.map(({ step, value }) => ({ x: step, y: value })),
    },
  };
}

function lineOf({ curve }: MetricSummary): { x: number[]; y: number[] } {
  const points = curve.kind === 'sparse' ? curve.points : curve.smoothed;
  return { x: points.map(({ x }) => x), y: points.map(({ y }) => y) };
}
