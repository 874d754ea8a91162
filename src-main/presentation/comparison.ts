import { evaluationOf, itemsText, type Evaluation } from '../contract/evaluation';
import { headlineOf, type MetricInfo, type ModelInfo } from '../contract/model';
import { countText, fourDigits, marginText } from '../contract/numbers';
import { quantitiesOf, type Quantity } from './quantity';
import { ELAPSED_METRIC, type Run } from '../contract/run';

/** A number that stands for a run: no value of a single batch. */
export interface Estimate {
  readonly value: number;
  /** Half of the 95 % confidence interval; null where there is none, and nothing can be ranked by it. */
  readonly margin: number | null;
  /** What it is the mean of: `steps 2 521–2 988`, `n = 10 000`. */
  readonly basis: string;
}

export type ComparableRun = Pick<
  Run,
  'id' | 'config' | 'datasetFingerprint' | 'latest' | 'evaluations' | 'window'
>;

/**
 * What a run's metric has come to: over validation or test items, the newest evaluation; of training, the newest window.
 * @returns null where nothing was measured, or too little for a mean
 */
function estimateOf(
  run: Pick<Run, 'latest' | 'evaluations' | 'window'>,
  { name, split }: Pick<MetricInfo, 'name' | 'split'>,
): Estimate | null {
  if (split !== undefined) {
    const evaluation = evaluationOf(run, name);
    const latest = run.latest[name];
    if (evaluation !== undefined) return ofEvaluation(evaluation, name);
    // Runs from before sample sizes were recorded.
    return latest === undefined ? null : { value: latest, margin: null, basis: 'one evaluation' };
  }
  const found = run.window?.metrics[name];
  if (run.window === null || found === undefined) return null;
  return { value: found.mean, margin: found.margin, basis: stepsText(run.window) };
}

/** `steps 2 521–2 988` */
export function stepsText({ from, to }: { readonly from: number; readonly to: number }): string {
  return `steps ${countText(from)}–${countText(to)}`;
}

/** Means over so many items are normally distributed. */
const NORMAL_95 = 1.96;

function ofEvaluation(evaluation: Evaluation, name: string): Estimate | null {
  const found = evaluation.metrics[name];
  if (found === undefined) return null;
  const margin = found.standardError === null ? null : NORMAL_95 * found.standardError;
  return { value: found.mean, margin, basis: itemsText(evaluation) };
}

/** `103.3 ± 0.33`; without an interval, the value alone. */
export function estimateText({ value, margin }: Pick<Estimate, 'value' | 'margin'>): string {
  return margin === null ? fourDigits(value) : `${fourDigits(value)} ± ${marginText(margin)}`;
}

export interface ComparedRun {
  readonly run: ComparableRun;
  readonly model: Pick<ModelInfo, 'fields' | 'metrics'>;
}

export interface ComparedRow {
  readonly metric: Quantity;
  /** Of each run, in their order; null where a run has none. */
  readonly estimates: readonly (Estimate | null)[];
  /** Index of the run whose interval lies apart from all others, on the better side; null where there is none. */
  readonly winner: number | null;
}

/**
 * A row for each quantity that a run has, by group: what several runs have stands in one, what is called alike but is
 * not the same in rows of their own.
 */
export function compareValues(runs: readonly ComparedRun[]): ComparedRow[] {
  const measured = runs.map(({ run, model }) => {
    const quantities = quantitiesOf(model, run.config.hyperparameters);
    return new Map([...quantities, ...undescribed(run, quantities)].map((metric) => [metric.key, metric]));
  });
  const all = new Map(measured.flatMap((own) => [...own]));
  const groups = [...new Set([...all.values()].map(({ group }) => group))];
  const comparable = onOneDataset(runs);
  return groups
    .flatMap((group) => [...all.values()].filter((metric) => metric.group === group))
    .map((metric) => {
      const estimates = runs.map(({ run }, i) =>
        measured[i]?.has(metric.key) === true ? estimateOf(run, metric) : null,
      );
      return { metric, estimates, winner: comparable ? winnerOf(estimates, metric.better) : null };
    });
}

/** Metrics that were recorded but are not in the model's description. */
function undescribed(run: ComparableRun, known: readonly Quantity[]): Quantity[] {
  return Object.keys(run.window?.metrics ?? {})
    .filter((name) => name !== ELAPSED_METRIC && known.every((metric) => metric.name !== name))
    .map((name) => ({
      key: name,
      name,
      quantity: name,
      label: name,
      help: '',
      group: 'Other',
      better: 'neither',
    }));
}

/** Whether values of the runs are values of the same data, whatever it is called. */
export function onOneDataset(runs: readonly Pick<ComparedRun, 'run'>[]): boolean {
  const prints = runs.flatMap(({ run }) => run.datasetFingerprint ?? []);
  const ids = new Set(runs.map(({ run }) => run.config.dataset));
  return new Set(prints).size <= 1 && (prints.length === runs.length || ids.size === 1);
}

/** Which runs are on the same data as one of them, so that their values can be compared with its values; by place. */
export function onDatasetOf(runs: readonly Pick<ComparedRun, 'run'>[], place: number): boolean[] {
  const reference = runs[place];
  return runs.map((one) => reference !== undefined && onOneDataset([reference, one]));
}

/**
 * The best of several estimates, where chance does not explain it: its 95 % interval lies apart from every other's. Two
 * runs that are as good as each other are set apart less often than in one of twenty pairs.
 */
export function winnerOf(
  estimates: readonly (Estimate | null)[],
  better: MetricInfo['better'],
): number | null {
  const known = estimates.flatMap((estimate, index) => (estimate === null ? [] : [{ ...estimate, index }]));
  if (better === 'neither' || known.length < 2) return null;
  const sign = better === 'lower' ? 1 : -1;
  const [first, ...others] = [...known].sort((a, b) => sign * (a.value - b.value));
  if (first === undefined || first.margin === null) return null;
  const { value, margin, index } = first;
  const apart = others.every(
    (other) => other.margin !== null && sign * (other.value - value) > margin + other.margin,
  );
  return apart ? index : null;
}

/** What the values of runs are means over, a row each kind of value that there is. */
export function comparedOver(runs: readonly ComparedRun[]): { label: string; texts: (string | null)[] }[] {
  const rows = [
    { label: 'Training: means over', split: undefined },
    { label: 'Validation: means over', split: 'validation' },
    { label: 'Test: means over', split: 'test' },
  ] as const;
  return rows
    .map(({ label, split }) => ({
      label,
      texts: runs.map(({ run, model }) => {
        const estimates = model.metrics
          .filter((metric) => metric.split === split)
          .map((metric) => estimateOf(run, metric));
        return estimates.find((estimate) => estimate !== null)?.basis ?? null;
      }),
    }))
    .filter(({ texts }) => texts.some((text) => text !== null));
}

/** What stands above a table of such rows. */
export function comparisonNote(runs: readonly ComparedRun[]): string {
  const intervals = '± is half of the 95 % confidence interval.';
  if (runs.length < 2) return intervals;
  return onOneDataset(runs)
    ? `${intervals} Best is a value whose interval lies apart from those of all other runs.`
    : `${intervals} No value is called best: the runs are on different datasets.`;
}

/** The one metric that is shown where there is room for one, and what it has come to. */
export interface Headline {
  readonly name: string;
  readonly label: string;
  readonly estimate: Estimate | null;
}

/** The headline metric of a run; its estimate is null until it is measured. */
export function headlineEstimate(
  run: ComparableRun,
  model: Pick<ModelInfo, 'fields' | 'metrics' | 'headlineMetric'>,
): Headline {
  const name = headlineOf(model, run.latest);
  const metric = quantitiesOf(model, run.config.hyperparameters).find((one) => one.name === name);
  if (metric === undefined) return { name, label: name, estimate: null };
  return { name, label: metric.label, estimate: estimateOf(run, metric) };
}

/** `test_accuracy 0.9587 ± 0.0039 (n = 10 000)`; empty where nothing was measured. */
export function headlineText({ name, estimate }: Headline): string {
  return estimate === null ? '' : `${name} ${estimateText(estimate)} (${estimate.basis})`;
}
