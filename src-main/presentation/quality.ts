import { countText, fourDigits } from '../contract/numbers';
import type { Quality, QualityMetricInfo, QualityValue } from '../contract/quality';

export interface QualityRow {
  readonly metric: QualityMetricInfo;
  readonly measured: QualityValue;
  /** Name, value, interval and floor; empty where there is none. */
  readonly texts: readonly [name: string, value: string, interval: string, floor: string];
}

/** What was measured, in the order of the metrics. */
export function qualityRows(metrics: readonly QualityMetricInfo[], quality: Quality): QualityRow[] {
  return metrics.flatMap((metric) => {
    const measured = quality.metrics[metric.id];
    if (measured === undefined) return [];
    const { value, interval } = measured;
    const unit = metric.unit === null ? '' : ` ${metric.unit}`;
    return [
      {
        metric,
        measured,
        texts: [
          metric.name,
          `${fourDigits(value)}${unit}`,
          interval === null ? '' : `${fourDigits(interval.low)} to ${fourDigits(interval.high)}`,
          floorText(measured),
        ],
      },
    ];
  });
}

function floorText({ floor }: QualityValue): string {
  if (floor === null) return '';
  const { mean, standardDeviation } = floor;
  return fourDigits(mean) + (standardDeviation === null ? '' : ` ± ${fourDigits(standardDeviation)}`);
}

/** What the numbers rest on, in a sentence or two. */
export function qualityFacts({ step, samples, seed, encoder }: Quality): string {
  const measured = `${countText(samples)} samples of step ${countText(step)} (seed ${String(seed)}) against as many items of the test split.`;
  return encoder === null ? measured : `${measured} ${encoderText(encoder)}`;
}

function encoderText({ kind, hash, dimensions, score, scoredOn }: NonNullable<Quality['encoder']>): string {
  const [what, scored] =
    kind === 'classifier'
      ? ['the last hidden layer of a classifier', 'accuracy']
      : ['the bottleneck of an autoencoder', 'mean squared error'];
  return `Features: ${what} of this dataset, ${countText(dimensions)} values, ${scored} ${fourDigits(score)} (test, n = ${countText(scoredOn)}), weights ${hash}.`;
}
