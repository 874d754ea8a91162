import * as z from 'zod';
import { FieldSchema } from './hyperparameters';
import { BudgetSchema, SampleSheetSchema } from './run';
import { FigureKindSchema } from './sample';

export const MetricInfoSchema = z.object({
  /** Key in the store, exports and the command line, e.g. `d_loss`. */
  name: z.string(),
  label: z.string(),
  help: z.string(),
  /** Metrics of one chart share one group, e.g. `Loss`. */
  group: z.string(),
  unit: z.string().optional(),
  better: z.enum(['lower', 'higher', 'neither']),
});
export type MetricInfo = z.infer<typeof MetricInfoSchema>;

/** Settings that belong together, such as those of a document; what it leaves open takes the model's defaults. */
export const PresetSchema = z.object({
  id: z.string(),
  label: z.string(),
  /** One sentence: whose settings they are, and what they show. */
  help: z.string(),
  hyperparameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  budget: BudgetSchema.optional(),
  sampleEvery: z.int().optional(),
  sampleSheet: SampleSheetSchema.optional(),
});
export type Preset = z.infer<typeof PresetSchema>;

export const ModelInfoSchema = z.object({
  id: z.string(),
  title: z.string(),
  family: z.enum(['GAN', 'VAE', 'Autoencoder', 'Classifier']),
  /** One sentence: what it is and what it is good for. */
  summary: z.string(),
  /** Authors, title, year. */
  paper: z.string(),
  /** Whether it trains on labelled datasets only. */
  needsLabels: z.boolean(),
  fields: z.record(z.string(), FieldSchema),
  presets: z.array(PresetSchema),
  metrics: z.array(MetricInfoSchema),
  /** The metric shown where there is room for one: sparkline, run table. */
  headlineMetric: z.string(),
  figures: z.array(FigureKindSchema),
  /** Images and what is made of them: in columns beside one another, or in rows of ten below one another. */
  reconstructionLayout: z.enum(['columns', 'rows']).optional(),
  defaultBudget: BudgetSchema,
});
export type ModelInfo = z.infer<typeof ModelInfoSchema>;
