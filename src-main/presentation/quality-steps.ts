import { countText } from '../contract/numbers';
import type { Quality, QualityMetricInfo } from '../contract/quality';
import { t } from '../contract/texts';

/** Evaluations of runs that can share a chart, and what they have in common. */
export interface QualitySteps {
  /** Null if there are no evaluations. */
  readonly basis: Pick<Quality, 'encoder' | 'samples'> | null;
  /** For each run, the newest evaluation of each step, in order of steps. */
  readonly runs: readonly (readonly Quality[])[];
  /** Number of evaluations left out because they used another encoder or another number of samples. */
  readonly others: number;
}

/**
 * Chooses evaluations to show over steps. Values of different encoders, or of different numbers of samples, never share
 * a chart: of each such kind of evaluations, the one that most runs have is shown and, among equals, the one with the
 * most steps.
 */
export function qualitySteps(runs: readonly (readonly Quality[])[]): QualitySteps {
  const all = runs.flat();
  const keys = [...new Set(all.map(keyOf))];
  const candidates = keys.map((key) => runs.map((qualities) => newestOfSteps(qualities, key)));
  const [shown] = candidates.sort((a, b) => runCount(b) - runCount(a) || stepCount(b) - stepCount(a));
  const first = shown?.flat()[0];
  if (shown === undefined || first === undefined) return { basis: null, runs: runs.map(() => []), others: 0 };
  const others = all.filter((quality) => keyOf(quality) !== keyOf(first)).length;
  return { basis: first, runs: shown, others };
}

const keyOf = ({ encoder, samples }: Quality) => `${encoder?.hash ?? ''} ${String(samples)}`;
const runCount = (runs: readonly (readonly Quality[])[]) => runs.filter(({ length }) => length > 0).length;
const stepCount = (runs: readonly (readonly Quality[])[]) => runs.flat().length;

function newestOfSteps(qualities: readonly Quality[], key: string): Quality[] {
  const byStep = new Map<number, Quality>();
  for (const quality of [...qualities].sort((a, b) => a.id - b.id))
    if (keyOf(quality) === key) byStep.set(quality.step, quality);
  return [...byStep.values()].sort((a, b) => a.step - b.step);
}

/** One metric of one run over its steps. */
export interface QualityLine {
  readonly steps: Float64Array;
  readonly values: Float64Array;
  /** Ends of the 95 % intervals, with `high`; NaN where there is none. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** The newest floor; null if there is none. */
  readonly floor: number | null;
}

/** Returns one metric of one run over its steps; null if it was not measured. */
export function qualityLine(qualities: readonly Quality[], id: string): QualityLine | null {
  const known = qualities.flatMap(({ step, metrics }) => {
    const measured = metrics[id];
    return measured === undefined ? [] : [{ step, ...measured }];
  });
  if (known.length === 0) return null;
  return {
    steps: Float64Array.from(known, ({ step }) => step),
    values: Float64Array.from(known, ({ value }) => value),
    low: Float64Array.from(known, ({ interval }) => interval?.low ?? NaN),
    high: Float64Array.from(known, ({ interval }) => interval?.high ?? NaN),
    floor: known.at(-1)?.floor?.mean ?? null,
  };
}

/** Returns the metrics to draw: those of the default panel that some run has at two or more steps. */
export function chartedMetrics(
  metrics: readonly QualityMetricInfo[],
  { runs }: QualitySteps,
): QualityMetricInfo[] {
  return metrics.filter(
    ({ id, panel }) =>
      panel === 'default' && runs.some((qualities) => (qualityLine(qualities, id)?.steps.length ?? 0) >= 2),
  );
}

/** Says in a sentence or two which encoder and how many samples the charts are based on. */
export function stepsFacts({ basis, others }: QualitySteps): string {
  if (basis === null) return '';
  const { encoder, samples } = basis;
  const on = encoder === null ? '' : t.quality.onFeatures(encoder.hash);
  const left = others === 0 ? '' : ` ${t.quality.leftOut(others)}`;
  return t.quality.stepsFacts(countText(samples), on) + left;
}
