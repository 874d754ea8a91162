import { countText } from '../contract/numbers';
import type { Quality, QualityMetricInfo } from '../contract/quality';

/** Evaluations of runs that may stand in one chart, and what they share. */
export interface QualitySteps {
  /** null where there is nothing to show. */
  readonly basis: Pick<Quality, 'encoder' | 'samples'> | null;
  /** Of each run, in order of steps: the newest evaluation of each. */
  readonly runs: readonly (readonly Quality[])[];
  /** How many evaluations rest on another encoder, or on another number of samples, and are left out. */
  readonly others: number;
}

/**
 * Evaluations over steps. Values of different encoders, or of different numbers of samples, never share a chart: of all that
 * may, those are shown that most runs have and, of these, those of the most steps.
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
  /** Ends of the 95 % intervals; NaN where there is none. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** The newest floor; null where there is none. */
  readonly floor: number | null;
}

/** null where the metric was not measured. */
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

/** The metrics to draw: those to look at first that some run has at two steps or more. */
export function chartedMetrics(
  metrics: readonly QualityMetricInfo[],
  { runs }: QualitySteps,
): QualityMetricInfo[] {
  return metrics.filter(
    ({ id, panel }) =>
      panel === 'default' && runs.some((qualities) => (qualityLine(qualities, id)?.steps.length ?? 0) >= 2),
  );
}

/** What the charts rest on, in a sentence or two. */
export function stepsFacts({ basis, others }: QualitySteps): string {
  if (basis === null) return '';
  const { encoder, samples } = basis;
  const on = encoder === null ? '' : `, on features of the encoder ${encoder.hash}`;
  const left =
    others === 0
      ? ''
      : ` Not drawn, because values cannot be compared: ${String(others)} with another encoder or number of samples.`;
  return `${countText(samples)} samples against as many items of the test split${on}; bars are 95 % intervals.${left}`;
}
