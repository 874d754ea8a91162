import * as z from 'zod';
import { AlertKindSchema } from './alert';
import { DataKindSchema, type DataKind, type Dataset } from './dataset';
import { EvaluatedSplitSchema } from './evaluation';
import { FieldSchema } from './hyperparameters';
import type { FieldReason } from './problems/en/fields';
import { BudgetSchema, SampleSheetSchema } from './run';
import { FigureKindSchema } from './figure';
import { t } from './texts';

export const MetricInfoSchema = z.object({
  /** Key in the store, exports and the command line, e.g. `d_loss`. */
  name: z.string(),
  /**
   * What is measured, e.g. `mean squared error of pixels`. Values of different runs are compared only if name,
   * quantity, unit and the settings in `variesWith` are equal.
   */
  quantity: z.string(),
  label: z.string(),
  help: z.string(),
  /** Metrics of one group share a chart, e.g. `Loss`. */
  group: z.string(),
  unit: z.string().optional(),
  better: z.enum(['lower', 'higher', 'neither']),
  /**
   * The split of the mean; the run's evaluations give the number of items. Without it, the mean is over a training
   * batch.
   */
  split: EvaluatedSplitSchema.optional(),
  /** Hyperparameters that change what is measured (a sum or a mean, the likelihood of a loss), with their defaults. */
  variesWith: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).optional(),
  /** The ones of `variesWith` for which `unit` only holds at the default value. */
  unitNeeds: z.array(z.string()).optional(),
});
export type MetricInfo = z.infer<typeof MetricInfoSchema>;

/** The help text of a metric: what is measured, and on what where that is not a training batch. */
export const metricHelp = ({ help, split }: Pick<MetricInfo, 'help' | 'split'>): string =>
  split === undefined ? help : `${help} ${t.models.measuredOn[split]}`;

/** A text from which settings are taken. */
export const SourceSchema = z.object({
  title: z.string(),
  /** null if it names no author. */
  author: z.string().nullable(),
  year: z.int().nullable(),
  /** The kind of text, its language and library. */
  note: z.string(),
});
export type Source = z.infer<typeof SourceSchema>;

/** Author: title, year (what it is) */
function sourceText({ title, author, year, note }: Source): string {
  return `${author === null ? '' : `${author}: `}${title}${year === null ? '' : `, ${String(year)}`} (${note})`;
}

/** Settings that belong together, such as those of a published example; others take the model's defaults. */
export const PresetSchema = z.object({
  id: z.string(),
  label: z.string(),
  /** One sentence: the settings, and what they show. */
  help: z.string(),
  /** Where they are from; a preset without a source follows the model's paper. */
  source: SourceSchema.optional(),
  hyperparameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  budget: BudgetSchema.optional(),
  sampleEvery: z.int().optional(),
  sampleSheet: SampleSheetSchema.optional(),
});
export type Preset = z.infer<typeof PresetSchema>;

/** The help text of a preset with its source. */
export function presetHelp({ help, source }: Preset): string {
  return source === undefined ? help : `${help} Source: ${sourceText(source)}.`;
}

/** A model's documentation: shown on its page, and written to the docs. */
export const ModelPageSchema = z.object({
  /** What it is, in two to four sentences. */
  about: z.string(),
  /** Formulas as Unicode text. */
  equations: z.array(z.object({ label: z.string(), formula: z.string() })),
  symbols: z.array(z.object({ symbol: z.string(), meaning: z.string() })),
  /** What to expect when training succeeds. */
  expectations: z.object({
    curves: z.string(),
    figures: z.string(),
    cost: z.string(),
    /** The run that the values are from, if the text names no other. */
    measured: z.object({
      dataset: z.string(),
      budget: BudgetSchema,
      seed: z.int(),
      /** The items in the means, e.g. `validation: n = 5,000 of 6,000`. */
      over: z.string(),
      /** ISO 8601. */
      date: z.iso.date(),
    }),
  }),
  failures: z.array(
    z.object({
      sign: z.string(),
      cause: z.string(),
      remedy: z.string(),
      /** The alert that a run with this failure raises. */
      alert: AlertKindSchema.optional(),
    }),
  ),
  /** How the workbench, or an example that it follows, differs from the published method. */
  departures: z.array(z.string()),
  /** Authors, title, year, and where to find it. */
  reading: z.array(z.string()),
});
export type ModelPage = z.infer<typeof ModelPageSchema>;

export const ModelInfoSchema = z.object({
  id: z.string(),
  title: z.string(),
  family: z.enum(['GAN', 'VAE', 'Autoencoder', 'Classifier']),
  /** One sentence: what it is and what it is good for. */
  summary: z.string(),
  /** Authors, title, year. */
  paper: z.string(),
  page: ModelPageSchema,
  /** The kind of data it trains on. */
  data: DataKindSchema,
  /** Whether it requires labelled datasets. */
  needsLabels: z.boolean(),
  /** A divisor of the sides of images; without it, any side is possible. */
  sidesDivisibleBy: z.int().min(2).optional(),
  /** Whether samples can be drawn of a chosen class. */
  conditional: z.boolean().optional(),
  /** The prior of latents; normal if omitted. */
  prior: z.enum(['uniform', 'rectified-normal']).optional(),
  fields: z.record(z.string(), FieldSchema),
  /** Hyperparameters whose product is the number of real examples in a step. */
  examplesPerStep: z.array(z.string()).min(1),
  /**
   * The hyperparameter with the fraction of training items held out for validation; only models that are evaluated have
   * one.
   */
  heldOutShare: z.string().optional(),
  presets: z.array(PresetSchema),
  metrics: z.array(MetricInfoSchema),
  /** The metric for places with room for only one: sparkline, run table. */
  headlineMetric: z.string(),
  figures: z.array(FigureKindSchema),
  /** The arrangement of images and their reconstructions: in adjacent columns, or in rows of ten below one another. */
  reconstructionLayout: z.enum(['columns', 'rows']).optional(),
  defaultBudget: BudgetSchema,
});
export type ModelInfo = z.infer<typeof ModelInfoSchema>;

/**
 * The metric to show if there is room for only one: of the test split in a run that holds nothing out for validation.
 * @param latest the metrics that the run has measured
 */
export function headlineOf(
  { headlineMetric }: Pick<ModelInfo, 'headlineMetric'>,
  latest: Readonly<Record<string, number>>,
): string {
  const onTest = headlineMetric.replace(/^validation_/, 'test_');
  return headlineMetric in latest || !(onTest in latest) ? headlineMetric : onTest;
}

/**
 * The metric that chooses the best checkpoint of a run: the headline metric of the validation split or, in a run that
 * holds nothing out, of training. Never of the test split: a result on it would be biased by the choice.
 * @param latest the metrics that the run has measured
 * @param chosen preferred, if the run has measured it
 * @returns null if none of them is better when lower or higher
 */
export function selectionMetricOf(
  { headlineMetric, metrics }: Pick<ModelInfo, 'headlineMetric' | 'metrics'>,
  latest: Readonly<Record<string, number>>,
  chosen?: string,
): { metric: string; better: 'lower' | 'higher' } | null {
  const base = headlineMetric.replace(/^(validation|test)_/, '');
  const preferred = [...(chosen === undefined ? [] : [chosen]), `validation_${base}`, base];
  const selectable = selectableMetrics({ metrics });
  for (const metric of preferred) {
    const better = selectable.find(({ name }) => name === metric)?.better ?? 'neither';
    if (better !== 'neither' && metric in latest) return { metric, better };
  }
  return null;
}

/** The metrics that may choose the best checkpoint. */
export function selectableMetrics({ metrics }: Pick<ModelInfo, 'metrics'>): MetricInfo[] {
  return metrics.filter(({ better, split }) => better !== 'neither' && split !== 'test');
}

/** Explains the tiles of a sheet of reconstructions. */
export function reconstructionHelp(layout: ModelInfo['reconstructionLayout']): string {
  return layout === 'rows' ? t.figures.reconstructionsBelow : t.figures.reconstructionsBeside;
}

/** The default dataset for each kind of data. */
export const DEFAULT_DATASETS: Readonly<Record<DataKind, string>> = {
  images: 'mnist-10k',
  points: 'ring-8',
};

/** The kind of new samples of a model; null if it generates none. */
export function drawnKind({ figures }: ModelInfo): 'samples' | 'points' | null {
  if (figures.includes('samples')) return 'samples';
  return figures.includes('points') ? 'points' : null;
}

/** Why a model cannot train on a dataset, and what to do; `null` if it can. */
export function misfit(
  {
    title,
    data,
    needsLabels,
    sidesDivisibleBy: part = 1,
  }: Pick<ModelInfo, 'title' | 'data' | 'needsLabels' | 'sidesDivisibleBy'>,
  {
    name,
    kind,
    classNames,
    width,
    height,
  }: Pick<Dataset, 'name' | 'kind' | 'classNames' | 'width' | 'height'>,
): FieldReason | null {
  const names = { model: title, dataset: name };
  if (kind !== data) return { code: 'other-kind', ...names, data, kind };
  if (needsLabels && classNames.length === 0) return { code: 'needs-labels', ...names };
  if (width % part !== 0 || height % part !== 0)
    return { code: 'sides-divisible', ...names, by: part, width, height };
  return null;
}
