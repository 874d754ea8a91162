import { countText, durationText, fourDigits, sizeText } from '../contract/numbers';
import type { Quality, QualityAspect, QualityMetricInfo, SamplingTime } from '../contract/quality';
import type { QualityValue } from '../contract/quality-value';
import { floorText, qualityWinner } from './quality';
import { summarySentences } from './summary-sentences';
import { t } from '../contract/texts';

/** The facts about a compared run that its summary shows. */
export interface SummaryRun {
  /** Distinct from the names of the other runs. */
  readonly name: string;
  /** The dataset that samples are compared with; values on different datasets cannot be compared. */
  readonly dataset: string;
  readonly evaluations: readonly Quality[];
  /** The selected step; later evaluations are ignored. */
  readonly step: number;
  /** Time spent training up to a step, in milliseconds; null if it is not known. */
  readonly trainingMsAt: (step: number) => number | null;
  /** Number of parameters, trainable or not; null if it is not known. */
  readonly parameters: number | null;
  readonly checkpointBytes: number | null;
}

export interface SummaryCell {
  readonly value: number;
  readonly text: string;
  /** Shown below the value: its 95 % interval, or what it was measured on; null if there is neither. */
  readonly note: string | null;
  readonly isBest: boolean;
}

export interface SummaryColumn {
  readonly key: string;
  readonly label: string;
  readonly unit: string | null;
  readonly help: string;
  /** One for each run; null if it has no value. */
  readonly cells: readonly (SummaryCell | null)[];
  /** The value of training items in place of samples; null if there is none. */
  readonly floor: string | null;
}

/** The evaluation that a run's values come from, or why there is none. */
export type SummaryBasis =
  | { readonly kind: 'evaluated'; readonly step: number; readonly samples: number }
  /** There are only evaluations on another dataset, encoder or number of samples than those of most runs. */
  | { readonly kind: 'other' }
  | { readonly kind: 'none' };

export interface Summary {
  /** Which run leads in what and by how much, as far as the intervals support it. */
  readonly sentences: readonly string[];
  readonly groups: readonly { readonly title: string; readonly columns: readonly SummaryColumn[] }[];
  /** One for each run. */
  readonly bases: readonly SummaryBasis[];
  /** Number of samples of the compared evaluations; null if there are none. */
  readonly samples: number | null;
}

export const ASPECTS: readonly QualityAspect[] = ['fidelity', 'diversity', 'overall', 'memorisation'];

/**
 * Compares runs by fidelity, diversity, memorisation and cost. For each run, uses the newest evaluation at or before
 * its selected step that can be compared with those of the others.
 */
export function summarize(metrics: readonly QualityMetricInfo[], runs: readonly SummaryRun[]): Summary {
  const evaluations = comparableEvaluations(runs);
  const aspects = ASPECTS.map((id) => ({
    title: t.compare.aspects[id],
    columns: metrics
      .filter(({ aspect }) => aspect === id)
      .flatMap((metric) => qualityColumn(metric, evaluations) ?? []),
  }));
  const bases = runs.map((run, i) => basisOf(run, evaluations[i] ?? null));
  const cost = { title: t.compare.cost, columns: costColumns(runs, evaluations) };
  return {
    sentences: summarySentences(metrics, runs, evaluations),
    groups: [...aspects, cost].filter(({ columns }) => columns.length > 0),
    bases,
    samples: evaluations.find((one) => one !== null)?.samples ?? null,
  };
}

/**
 * Returns, for each run, the newest evaluation up to its step, all with the same dataset, encoder and number of
 * samples. Of these kinds of evaluations it chooses the one that most runs have, then the newest, then the one with the
 * most samples.
 */
function comparableEvaluations(runs: readonly SummaryRun[]): (Quality | null)[] {
  const keyed = runs.map(({ dataset, evaluations, step }) =>
    evaluations.flatMap((quality) =>
      quality.step > step
        ? []
        : [{ quality, key: JSON.stringify([dataset, quality.encoder?.hash, quality.samples]) }],
    ),
  );
  const keys = [...new Set(keyed.flat().map(({ key }) => key))];
  const candidates = keys.map((key) =>
    keyed.map((own) => newest(own.flatMap((one) => (one.key === key ? [one.quality] : [])))),
  );
  const sum = (found: readonly (Quality | null)[], of: (quality: Quality) => number) =>
    found.reduce((total, quality) => total + (quality === null ? 0 : of(quality)), 0);
  const [best] = candidates.sort(
    (a, b) =>
      sum(b, () => 1) - sum(a, () => 1) ||
      sum(b, ({ step }) => step) - sum(a, ({ step }) => step) ||
      sum(b, ({ samples }) => samples) - sum(a, ({ samples }) => samples),
  );
  return best ?? runs.map(() => null);
}

function newest(qualities: readonly Quality[]): Quality | null {
  const [last] = [...qualities].sort((a, b) => b.step - a.step || b.id - a.id);
  return last ?? null;
}

function basisOf(run: SummaryRun, quality: Quality | null): SummaryBasis {
  if (quality !== null) return { kind: 'evaluated', step: quality.step, samples: quality.samples };
  return { kind: run.evaluations.some(({ step }) => step <= run.step) ? 'other' : 'none' };
}

function qualityColumn(
  metric: QualityMetricInfo,
  evaluations: readonly (Quality | null)[],
): SummaryColumn | null {
  const values = evaluations.map((quality) => quality?.metrics[metric.id] ?? null);
  if (values.every((value) => value === null)) return null;
  const winner = qualityWinner(metric, values);
  const floor = values.find((value) => value?.floor != null)?.floor ?? null;
  return {
    key: metric.id,
    label: metric.name,
    unit: metric.unit,
    help: `${metric.help} ${metric.source}.`,
    cells: values.map((value, i) => value && qualityCell(value, i === winner)),
    floor: floor && floorText(floor),
  };
}

function qualityCell({ value, interval }: QualityValue, isBest: boolean): SummaryCell {
  return {
    value,
    text: fourDigits(value),
    note: interval && t.quality.range(fourDigits(interval.low), fourDigits(interval.high)),
    isBest,
  };
}

/** `12.30 ms` */
const millisecondsText = (ms: number) => `${fourDigits(ms)} ms`;

interface CostMetric {
  readonly key: string;
  readonly label: string;
  readonly help: string;
  readonly of: (run: SummaryRun, step: number, quality: Quality | null) => number | null;
  readonly text: (value: number) => string;
  readonly note?: (quality: Quality | null) => string | null;
}

/**
 * No run is marked as best: times depend on the machine and its load, and few parameters are not better by themselves.
 */
const costMetrics = (): readonly CostMetric[] => [
  {
    key: 'training',
    label: t.compare.trainingTime,
    help: t.compare.trainingTimeHelp,
    of: ({ trainingMsAt }, step) => trainingMsAt(step),
    text: durationText,
  },
  {
    key: 'sampling',
    label: t.compare.samplingTime,
    help: t.compare.samplingTimeHelp,
    of: (_run, _step, quality) => quality?.sampling?.msPer1000 ?? null,
    text: millisecondsText,
    note: (quality) => (quality?.sampling === undefined ? null : samplingNote(quality.sampling)),
  },
  {
    key: 'parameters',
    label: t.compare.parameters,
    help: t.compare.parametersHelp,
    of: ({ parameters }) => parameters,
    text: countText,
  },
  {
    key: 'checkpoint',
    label: t.common.checkpoint,
    help: t.compare.checkpointHelp,
    of: ({ checkpointBytes }) => checkpointBytes,
    text: sizeText,
  },
];

/** `CPU, 8 threads`, or the name of a GPU. */
function samplingNote({ device, backend, threads }: SamplingTime): string {
  if (device !== 'CPU') return device;
  const language = backend === 'cpu' ? `, ${t.common.pureJavaScript}` : '';
  return t.compare.cpuThreads(threads) + language;
}

function costColumns(runs: readonly SummaryRun[], evaluations: readonly (Quality | null)[]): SummaryColumn[] {
  return costMetrics().flatMap(({ key, label, help, of, text, note }) => {
    const cells = runs.map((run, i): SummaryCell | null => {
      const quality = evaluations[i] ?? null;
      const value = of(run, quality?.step ?? run.step, quality);
      if (value === null) return null;
      return { value, text: text(value), note: note?.(quality) ?? null, isBest: false };
    });
    if (cells.every((cell) => cell === null)) return [];
    return [{ key, label, unit: null, help, cells, floor: null }];
  });
}

/** `step 3 000, n = 2 048`, or why there are no values. */
export function basisText(basis: SummaryBasis): string {
  if (basis.kind === 'evaluated') return t.compare.basis(countText(basis.step), countText(basis.samples));
  return basis.kind === 'none' ? t.compare.notEvaluated : t.compare.notComparable;
}
