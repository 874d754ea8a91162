import { countText } from '../../numbers';
import type { Words } from '../words';

/** What a metric is computed from. */
const ITEMS = {
  items: 'items',
  real: 'real items',
  generated: 'generated items',
  training: 'training items',
  'real-images': 'real images',
  'generated-images': 'generated images',
  'log-weights': 'items with log-weights',
  'posterior-means': 'posterior means',
  'posterior-log-variances': 'posterior log-variances',
} as const;
type EvaluatedItems = keyof typeof ITEMS;

interface ImageSize {
  width: number;
  height: number;
  channels: number;
}
const imageText = ({ width, height, channels }: ImageSize) =>
  `${String(width)} × ${String(height)} × ${String(channels)}`;

interface MatrixSize {
  rows: number;
  columns: number;
}

export const evaluationProblems = {
  'evaluation.shape': ({
    items,
    values,
    rows,
    columns,
  }: MatrixSize & { items: EvaluatedItems; values: number }): Words => ({
    message: `The ${ITEMS[items]} have ${countText(values)} values, which are not ${countText(rows)} rows of ${countText(columns)}.`,
    advice: 'Make the samples again and repeat the evaluation.',
  }),
  'evaluation.too-few': ({
    items,
    least,
    count,
  }: {
    items: EvaluatedItems;
    least: number;
    count: number;
  }): Words => ({
    message: `This metric needs at least ${countText(least)} ${ITEMS[items]}; there are ${countText(count)}.`,
    advice: 'Evaluate with more samples.',
  }),
  'evaluation.not-finite': ({ items }: { items: EvaluatedItems }): Words => ({
    message: `The ${ITEMS[items]} contain values that are not finite numbers, so nothing can be measured on them.`,
    advice: 'The run has probably diverged: evaluate an earlier checkpoint.',
  }),
  'evaluation.features-differ': ({ real, generated }: { real: number; generated: number }): Words => ({
    message: `Real items have ${countText(real)} values each and generated items ${countText(generated)}.`,
    advice: 'Evaluate both with the same encoder.',
  }),
  'evaluation.classes-differ': ({ classifier, data }: { classifier: number; data: number }): Words => ({
    message: `The classifier knows ${String(classifier)} classes and the data has ${String(data)}.`,
    advice: 'Evaluate with a classifier of this dataset.',
  }),
  'evaluation.posteriors-differ': ({
    means,
    logVariances,
  }: {
    means: MatrixSize;
    logVariances: MatrixSize;
  }): Words => ({
    message: `There are ${String(means.rows)} × ${String(means.columns)} posterior means and ${String(logVariances.rows)} × ${String(logVariances.columns)} log-variances.`,
    advice: 'Encode the items again and repeat the evaluation.',
  }),
  'evaluation.sizes-differ': ({ real, generated }: { real: ImageSize; generated: ImageSize }): Words => ({
    message: `Real images are ${imageText(real)} and generated ones ${imageText(generated)}.`,
    advice: 'Evaluate a run against the dataset that it was trained on.',
  }),
  'evaluation.too-small': ({ leastSide }: { leastSide: number }): Words => ({
    message: `This metric needs images of at least ${String(leastSide)} × ${String(leastSide)} pixels.`,
    advice: 'Use a metric on features instead.',
  }),
};
