import * as z from 'zod';
import { FieldSchema } from './hyperparameters';
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

export const ModelInfoSchema = z.object({
  id: z.string(),
  title: z.string(),
  family: z.enum(['GAN', 'VAE']),
  /** One sentence: what it is and what it is good for. */
  summary: z.string(),
  /** Authors, title, year. */
  paper: z.string(),
  fields: z.record(z.string(), FieldSchema),
  metrics: z.array(MetricInfoSchema),
  /** The metric shown where there is room for one: sparkline, run table. */
  headlineMetric: z.string(),
  figures: z.array(FigureKindSchema),
  defaultBudget: z.object({ unit: z.enum(['steps', 'epochs']), count: z.int() }),
});
export type ModelInfo = z.infer<typeof ModelInfoSchema>;
