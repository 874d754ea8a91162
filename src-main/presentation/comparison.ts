import { evaluationOf, itemsText, type Evaluation } from '../contract/evaluation';
import { headlineOf, type MetricInfo, type ModelInfo } from '../contract/model';
import { countText, fourDigits, marginText } from '../contract/numbers';
import { quantitiesOf, type Quantity } from './quantity';
import { ELAPSED_METRIC, type Run } from '../contract/run';
import { t } from '../contract/texts';

/** A value that represents a run; never that of a single batch. */
export interface Estimate {
  readonly value: number;
  /** Half the width of the 95 % confidence interval; null if there is none, and then the value cannot be ranked. */
  readonly margin: number | null;
  /** What the value is averaged over: `steps 2 521–2 988`, `n = 10 000`. */
  readonly basis: string;
}

export type ComparableRun = Pick<
  Run,
  'id' | 'config' | 'datasetFingerprint' | 'latest' | 'evaluations' | 'window'
>;

/**
 * Returns the current estimate of a run's metric: the newest evaluation for a validation or test metric, the mean over
 * the newest window for a training metric.
 * @returns null if nothing was measured, or too little for a mean
 */
function estimateOf(
  run: Pick<Run, 'latest' | 'evaluations' | 'window'>,
  { name, split }: Pick<MetricInfo, 'name' | 'split'>,
): Estimate | null {
  if (split !== undefined) {
    const evaluation = evaluationOf(run, name);
    const latest = run.latest[name];
    if (evaluation !== undefined) return ofEvaluation(evaluation, name);
    // Older runs have no recorded sample size.
    return latest === undefined ? null : { value: latest, margin: null, basis: t.compare.oneEvaluation };
  }
  const found = run.window?.metrics[name];
  if (run.window === null || found === undefined) return null;
  return { value: found.mean, margin: found.margin, basis: stepsText(run.window) };
}

/** `steps 2 521–2 988` */
export function stepsText({ from, to }: { readonly from: number; readonly to: number }): string {
  return t.compare.stepsRange(countText(from), countText(to));
}

/** Means over as many items as a split has are approximately normally distributed. */
const NORMAL_95 = 1.96;

function ofEvaluation(evaluation: Evaluation, name: string): Estimate | null {
  const found = evaluation.metrics[name];
  if (found === undefined) return null;
  const margin = found.standardError === null ? null : NORMAL_95 * found.standardError;
  return { value: found.mean, margin, basis: itemsText(evaluation) };
}

/** `103.3 ± 0.33`; only the value if there is no interval. */
export function estimateText({ value, margin }: Pick<Estimate, 'value' | 'margin'>): string {
  return margin === null ? fourDigits(value) : `${fourDigits(value)} ± ${marginText(margin)}`;
}

export interface ComparedRun {
  readonly run: ComparableRun;
  readonly model: Pick<ModelInfo, 'fields' | 'metrics'>;
}

export interface ComparedRow {
  readonly metric: Quantity;
  /** One entry for each run, in their order; null if a run has no value. */
  readonly estimates: readonly (Estimate | null)[];
  /** Index of the best run, as of `winnerOf`; null if there is none. */
  readonly winner: number | null;
}

/**
 * Returns a row for each quantity that was measured in any run, by group. Runs share a row if they have the same quantity;
 * quantities of the same name that differ have separate rows.
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
    .flatMap((metric) => {
      const estimates = runs.map(({ run }, i) =>
        measured[i]?.has(metric.key) === true ? estimateOf(run, metric) : null,
      );
      if (estimates.every((one) => one === null)) return [];
      return [{ metric, estimates, winner: comparable ? winnerOf(estimates, metric.better) : null }];
    });
}

/** Returns the recorded metrics that are not in the model's description. */
function undescribed(run: ComparableRun, known: readonly Quantity[]): Quantity[] {
  return Object.keys(run.window?.metrics ?? {})
    .filter((name) => name !== ELAPSED_METRIC && known.every((metric) => metric.name !== name))
    .map((name) => ({
      key: name,
      name,
      quantity: name,
      label: name,
      help: '',
      group: t.newRun.otherGroup,
      better: 'neither',
    }));
}

/** Whether all runs used the same data, whatever the dataset is called. */
export function onOneDataset(runs: readonly Pick<ComparedRun, 'run'>[]): boolean {
  const prints = runs.flatMap(({ run }) => run.datasetFingerprint ?? []);
  const ids = new Set(runs.map(({ run }) => run.config.dataset));
  return new Set(prints).size <= 1 && (prints.length === runs.length || ids.size === 1);
}

/** Returns, for each run, whether it used the same data as the run at index `place`, so that values can be compared. */
export function onDatasetOf(runs: readonly Pick<ComparedRun, 'run'>[], place: number): boolean[] {
  const reference = runs[place];
  return runs.map((one) => reference !== undefined && onOneDataset([reference, one]));
}

/**
 * Returns the index of the best estimate if its 95 % interval is disjoint from all others; null if none is. Two equally
 * good runs are separated in fewer than one of twenty pairs.
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

/** Says over what the values of runs are averaged, in one row for each kind of value. */
export function comparedOver(runs: readonly ComparedRun[]): { label: string; texts: (string | null)[] }[] {
  const rows = [
    { label: t.compare.overTraining, split: undefined },
    { label: t.compare.overValidation, split: 'validation' },
    { label: t.compare.overTest, split: 'test' },
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

/** The note above a table of such rows. */
export function comparisonNote(runs: readonly ComparedRun[]): string {
  const intervals = t.compare.halfInterval;
  if (runs.length < 2) return intervals;
  return onOneDataset(runs) ? t.compare.bestNote(intervals) : t.compare.noBestNote(intervals);
}

/** The metric that is shown where there is room for only one, with its current estimate. */
export interface Headline {
  readonly name: string;
  readonly label: string;
  readonly estimate: Estimate | null;
}

/** Returns the headline metric of a run; its estimate is null until it is measured. */
export function headlineEstimate(
  run: ComparableRun,
  model: Pick<ModelInfo, 'fields' | 'metrics' | 'headlineMetric'>,
): Headline {
  const name = headlineOf(model, run.latest);
  const metric = quantitiesOf(model, run.config.hyperparameters).find((one) => one.name === name);
  if (metric === undefined) return { name, label: name, estimate: null };
  return { name, label: metric.label, estimate: estimateOf(run, metric) };
}

/** `test_accuracy 0.9587 ± 0.0039 (n = 10 000)`; empty if nothing was measured. */
export function headlineText({ name, estimate }: Headline): string {
  return estimate === null ? '' : `${name} ${estimateText(estimate)} (${estimate.basis})`;
}
