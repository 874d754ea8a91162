import * as z from 'zod';
import { countText, fourDigits } from './numbers';

/**
 * Items that are not used for training: those held out of the training split, to choose settings by, and the test
 * split.
 */
export const EvaluatedSplitSchema = z.enum(['validation', 'test']);
export type EvaluatedSplit = z.infer<typeof EvaluatedSplitSchema>;

/** The mean of one metric over items, and its standard error; null if it has none for single items. */
export const ItemMeanSchema = z.object({ mean: z.number(), standardError: z.number().nullable() });
export type ItemMean = z.infer<typeof ItemMeanSchema>;

/** The metrics of a run at one step on items that it was not trained on. */
export const EvaluationSchema = z.object({
  split: EvaluatedSplitSchema,
  step: z.int(),
  /** Number of items in the means: during training a random part of the split, at the end of a run all of it. */
  count: z.int(),
  /** Items of the whole split. */
  of: z.int(),
  /** By the metric's name, e.g. `test_accuracy`. */
  metrics: z.record(z.string(), ItemMeanSchema),
});
export type Evaluation = z.infer<typeof EvaluationSchema>;

/** The evaluation with the newest value of a metric; undefined for a metric measured on training batches. */
export function evaluationOf(
  { evaluations }: { readonly evaluations: readonly Evaluation[] },
  metric: string,
): Evaluation | undefined {
  return evaluations.find(({ metrics }) => metric in metrics);
}

/** The newest evaluation of each split, after adding `more`. */
export function newestEvaluations(
  known: readonly Evaluation[],
  more: readonly Evaluation[],
): readonly Evaluation[] {
  const bySplit = new Map([...known, ...more].map((evaluation) => [evaluation.split, evaluation]));
  return [...bySplit.values()];
}

/**
 * Number of items in an evaluation during training: enough for a curve. All of a large split would cost a tenth of an
 * epoch.
 */
export const ITEMS_WHILE_TRAINING = 5000;

/** The number of items in a mean as text: `n = 10 000`, `n = 5 000 of 12 000`. */
export function itemsText({ count, of }: Pick<Evaluation, 'count' | 'of'>): string {
  return `n = ${countText(count)}${count < of ? ` of ${countText(of)}` : ''}`;
}

/**
 * The number of items in the value of a metric at a step as text: the recorded number for the newest evaluation, and
 * that of evaluations during training for earlier ones; null in runs from before it was recorded.
 */
export function evaluatedItems(
  run: { readonly evaluations: readonly Evaluation[] },
  metric: string,
  step: number,
): string | null {
  const newest = evaluationOf(run, metric);
  if (newest === undefined) return null;
  if (newest.step === step) return itemsText(newest);
  return itemsText({ count: Math.min(ITEMS_WHILE_TRAINING, newest.of), of: newest.of });
}

/** What a value was measured on: `test, n = 10 000`, `validation, n = 5 000 of 12 000`. */
export function measuredOnText({ split, count, of }: Pick<Evaluation, 'split' | 'count' | 'of'>): string {
  return `${split}, ${itemsText({ count, of })}`;
}

/**
 * An evaluation as a sentence: `Test accuracy 0.9587, test cross-entropy 0.1374 nats (test, n = 10 000).`
 * @param described the metrics, in the order in which they are shown
 */
export function evaluationText(
  evaluation: Evaluation,
  described: readonly { readonly name: string; readonly label: string; readonly unit?: string | undefined }[],
): string {
  const values = described.flatMap(({ name, label, unit }) => {
    const value = evaluation.metrics[name]?.mean;
    return value === undefined ? [] : [{ label, unit, value }];
  });
  return `${valuesText(values)} (${measuredOnText(evaluation)}).`;
}

/** Values as the beginning of a sentence. */
export function valuesText(
  values: readonly { readonly label: string; readonly unit?: string | undefined; readonly value: number }[],
): string {
  return values
    .map(({ label, unit, value }, i) => {
      const text = `${i === 0 ? label : lowerFirst(label)} ${fourDigits(value)}`;
      return unit === undefined ? text : `${text} ${unit}`;
    })
    .join(', ');
}

/** Lowers the first letter, for use within a sentence; abbreviations stay unchanged. */
export function lowerFirst(text: string): string {
  return text.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
}
