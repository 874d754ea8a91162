import { headlineEstimate } from './comparison';
import { t } from '../contract/texts';
import { runQualityCell, runQualityFields } from './run-quality';
import { changedText } from './run-changes';
import { fieldNamed } from '../contract/hyperparameters';
import type { ModelInfo } from '../contract/model';
import type { MetricPlace } from '../contract/metric-place';
import { countText } from '../contract/numbers';
import type { Run } from '../contract/run';

export type DescribedModel = Pick<ModelInfo, 'title' | 'fields' | 'metrics' | 'headlineMetric' | 'data'>;

/** A run with its model's description; undefined while the description is not known. */
export interface DescribedRun {
  readonly run: Run;
  readonly model: DescribedModel | undefined;
  /** The value of a column of `measuredColumn`, once it is loaded. */
  readonly measured?: (key: string) => number | undefined;
}

export type FieldValue = string | number | boolean;

/** A property of a run that a list can be filtered and sorted by. */
export interface RunField {
  readonly key: string;
  /** Short description. */
  readonly label: string;
  /** A shorter label for the head of a narrow column. */
  readonly head?: string;
  /** All values that the field can be found by; sorting uses the first. */
  readonly values: (one: DescribedRun) => readonly FieldValue[];
  /** The table cell of a run, if it shows more than the value; null if the run has none. */
  readonly cell?: (run: Run) => { readonly text: string; readonly title: string } | null;
  /** Whether the value was set by a person, and is therefore not rounded. */
  readonly isExact?: boolean;
  /** Whether the first click on the column sorts in descending order. */
  readonly descendingFirst?: boolean;
}

const field = (
  key: string,
  label: string,
  values: (one: DescribedRun) => readonly (FieldValue | null | undefined)[],
): RunField => ({ key, label, values: (one) => values(one).filter((value) => value != null) });

/** The values that `is:` matches. */
const signsOf = ({ state, starred, tags, hasNotes, config }: Run): (string | false)[] => [
  starred && 'starred',
  tags.length > 0 && 'tagged',
  hasNotes && 'noted',
  changedText(config) !== null && 'changed',
  state,
];

/** Fields of every run. */
const ownFields = (): readonly RunField[] => [
  field('name', t.runs.fields.name, ({ run }) => [run.name]),
  field('id', t.runs.fields.id, ({ run }) => [run.id]),
  field('model', t.runs.fields.model, ({ run, model }) => [run.config.model, model?.title]),
  field('dataset', t.runs.fields.dataset, ({ run }) => [run.datasetName, run.config.dataset]),
  field('state', t.runs.fields.state, ({ run }) => [run.state]),
  field('tag', t.runs.fields.tag, ({ run }) => run.tags),
  field('star', t.runs.fields.star, ({ run }) => [run.starred]),
  field('is', t.runs.fields.is, ({ run }) => signsOf(run).filter((sign) => sign !== false)),
  field('group', t.runs.fields.group, ({ run }) => [run.group?.name]),
  { ...field('seed', t.runs.fields.seed, ({ run }) => [run.config.seed]), isExact: true },
  field('step', t.runs.fields.step, ({ run }) => [run.step]),
  field('steps', t.runs.fields.steps, ({ run }) => [run.totalSteps]),
  field('epoch', t.runs.fields.epoch, ({ run }) => [run.stepsPerEpoch && run.step / run.stepsPerEpoch]),
  field('time', t.runs.fields.time, ({ run }) => [run.startedAt === null ? null : run.elapsedMs / 1000]),
  field('created', t.runs.fields.created, ({ run }) => [run.createdAt]),
  field('value', t.runs.fields.value, ({ run, model }) => [
    model && headlineEstimate(run, model).estimate?.value,
  ]),
  field('preset', t.runs.fields.preset, ({ run }) => [run.config.preset]),
  field('device', t.runs.fields.device, ({ run }) => [run.config.device]),
  field('pool', t.runs.fields.pool, ({ run }) => [run.place?.pool]),
  field('worker', t.runs.fields.worker, ({ run }) => [run.place?.worker]),
  ...runQualityFields().map(({ id, key, label, head, isHigherBetter }) => ({
    ...field(key, label, ({ run }) => [run.quality?.metrics[id]?.value]),
    head,
    cell: (run: Run) => runQualityCell(run, id),
    descendingFirst: isHigherBetter,
  })),
];

/** Maximum number of quality columns: more would leave no room for names. */
const QUALITY_COLUMNS = 2;

/** The quality fields that get a column by default: the first ones that some run has values for. */
export function qualityColumns(runs: readonly Pick<Run, 'quality'>[]): RunField[] {
  const measured = ['coverage', 'kernel', 'modes', 'wasserstein'].filter((key) => {
    const id = runQualityFields().find((one) => one.key === key)?.id;
    return id !== undefined && runs.some(({ quality }) => quality?.metrics[id] !== undefined);
  });
  return ownFields().filter(({ key }) => measured.slice(0, QUALITY_COLUMNS).includes(key));
}

/** The quality fields by the ids of their metrics. */
const QUALITY_KEYS: Readonly<Record<string, string>> = Object.fromEntries(
  runQualityFields().map(({ id, key }) => [id, key]),
);

/** Suffix of a metric's name that selects its last value in place of its mean: `loss-last`. */
const LAST = '-last';

/** Suffix of a metric's name that selects its best value. */
const BEST = '-best';
/** A metric at a step: `loss@1000`. */
const AT_STEP = /^(.+)@(\d{1,9})$/;

/** The value of a metric that a column shows, if it must be read from all values: `loss-best`, `loss@1000`. */
export interface MeasuredColumn {
  readonly metric: DescribedModel['metrics'][number];
  readonly place: MetricPlace;
}

/** @returns null for columns whose values are known with the runs */
export function measuredColumn(key: string, models: readonly DescribedModel[]): MeasuredColumn | null {
  const [, named = key.endsWith(BEST) ? key.slice(0, -BEST.length) : '', step] = AT_STEP.exec(key) ?? [];
  if (named === '') return null;
  const wanted = named.toLowerCase();
  const metric = models.flatMap(({ metrics }) => metrics).find(({ name }) => name.toLowerCase() === wanted);
  if (metric === undefined) return null;
  if (step !== undefined) return { metric, place: Number(step) };
  if (metric.better === 'neither') return null;
  return { metric, place: metric.better === 'lower' ? 'lowest' : 'highest' };
}

/**
 * The field with a key: a field of every run, a hyperparameter, or the mean of a metric over its newest window or
 * split; null if no model has it.
 */
export function runField(name: string, models: readonly DescribedModel[]): RunField | null {
  const wanted = (QUALITY_KEYS[name.toLowerCase()] ?? name).toLowerCase();
  const own = ownFields().find((one) => one.key === wanted);
  if (own !== undefined) return own;
  const column = measuredColumn(name, models);
  if (column !== null) {
    const { metric, place } = column;
    const { label } = metric;
    const named =
      typeof place === 'number' ? t.runs.metricAtStep(label, countText(place)) : t.runs.metricBest(label);
    return {
      ...field(name, named, ({ measured }) => [measured?.(name)]),
      descendingFirst: metric.better === 'higher',
    };
  }
  for (const model of models) {
    const id = fieldNamed(model.fields, name);
    if (id !== null)
      return {
        ...field(name, model.fields[id]?.label ?? id, ({ run }) => [run.config.hyperparameters[id]]),
        isExact: true,
      };
    const last = model.metrics.find(({ name: one }) => `${one}${LAST}`.toLowerCase() === wanted);
    if (last !== undefined)
      return field(name, t.runs.metricLast(last.label), ({ run }) => [run.latest[last.name]]);
    const metric = model.metrics.find((one) => one.name.toLowerCase() === wanted);
    if (metric !== undefined)
      return field(name, metric.label, ({ run }) => [
        run.window?.metrics[metric.name]?.mean ?? run.latest[metric.name],
      ]);
  }
  return null;
}

/** Keys and labels of all fields of these models. */
export function fieldNames(models: readonly DescribedModel[]): readonly { key: string; label: string }[] {
  const all = new Map(ownFields().map(({ key, label }) => [key, label]));
  for (const { fields, metrics } of models) {
    for (const [id, { label }] of Object.entries(fields)) if (!all.has(id)) all.set(id, label);
    for (const { name, label, better } of metrics) {
      if (!all.has(name)) all.set(name, label);
      if (!all.has(`${name}${LAST}`)) all.set(`${name}${LAST}`, t.runs.metricLast(label));
      if (better !== 'neither' && !all.has(`${name}${BEST}`))
        all.set(`${name}${BEST}`, t.runs.metricBest(label));
    }
  }
  return [...all].map(([key, label]) => ({ key, label }));
}
