import { countText, fourDigits, marginText } from '../contract/numbers';
import type { Quality, QualityMetricInfo } from '../contract/quality';
import type { QualityValue } from '../contract/quality-value';
import type { RunConfig } from '../contract/run';
import { averagesText } from './averages';
import { t } from '../contract/texts';

export interface QualityRow {
  readonly metric: QualityMetricInfo;
  readonly measured: QualityValue;
  /** Name, value, interval and floor; an empty text where there is none. */
  readonly texts: readonly [name: string, value: string, interval: string, floor: string];
}

/** Returns a row for each measured metric, in the order of `metrics`. */
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
          interval === null ? '' : t.quality.range(fourDigits(interval.low), fourDigits(interval.high)),
          measured.floor === null ? '' : floorText(measured.floor),
        ],
      },
    ];
  });
}

/** Formats a floor, e.g. as `0.8760 ± 0.020`. */
export function floorText({ mean, standardDeviation }: NonNullable<QualityValue['floor']>): string {
  return fourDigits(mean) + (standardDeviation === null ? '' : ` ± ${marginText(standardDeviation)}`);
}

/** Says in a few sentences what an evaluation is based on. @param config configuration of the run */
export function qualityFacts(
  { step, samples, seed, encoder }: Quality,
  config: Pick<RunConfig, 'hyperparameters'>,
): string {
  const measured = t.quality.measured(countText(samples), countText(step), seed);
  const parts = [measured, averagesText(config), encoder && encoderText(encoder)];
  return parts.filter((part) => part !== null).join(' ');
}

function encoderText({ kind, hash, dimensions, score, scoredOn }: NonNullable<Quality['encoder']>): string {
  const [what, scored] =
    kind === 'classifier'
      ? [t.quality.lastHidden, t.quality.accuracy]
      : [t.quality.bottleneck, t.quality.squaredError];
  return t.quality.encoder(what, countText(dimensions), scored, fourDigits(score), countText(scoredOn), hash);
}

/** The panels, in the order in which they are shown. */
export const QUALITY_PANELS = ['default', 'likelihood', 'more'] as const;

export interface ComparedQuality {
  readonly metric: QualityMetricInfo;
  /** One for each run, in their order; null if a run has none. */
  readonly values: readonly (QualityValue | null)[];
  /** Index of the best run, as of `qualityWinner`; null if there is none. */
  readonly winner: number | null;
}

/** Returns the newest evaluation of the newest step. */
export function newestQuality(qualities: readonly Quality[]): Quality | null {
  return qualities.reduce<Quality | null>(
    (newest, one) => (newest === null || one.step >= newest.step ? one : newest),
    null,
  );
}

/**
 * Returns a row for each metric that any run has, those of the default panel first. There are winners only if all
 * values are based on the same features and the same number of samples: see `qualityDifference`.
 */
export function compareQualities(
  metrics: readonly QualityMetricInfo[],
  qualities: readonly (Quality | null)[],
): ComparedQuality[] {
  const isComparable = qualityDifference(qualities) === null;
  const ordered = QUALITY_PANELS.flatMap((panel) => metrics.filter((metric) => metric.panel === panel));
  return ordered.flatMap((metric) => {
    const values = qualities.map((quality) => quality?.metrics[metric.id] ?? null);
    if (values.every((value) => value === null)) return [];
    return [{ metric, values, winner: isComparable ? qualityWinner(metric, values) : null }];
  });
}

/** Says why values of the runs cannot be compared; null if they can. */
export function qualityDifference(qualities: readonly (Quality | null)[]): string | null {
  const known = qualities.filter((one) => one !== null);
  const differ = (of: (quality: Quality) => string) => new Set(known.map(of)).size > 1;
  if (differ(({ encoder }) => encoder?.hash ?? '')) return t.quality.otherEncoders;
  if (differ(({ samples }) => String(samples))) return t.quality.otherCounts;
  return null;
}

/**
 * Returns the index of the best value if its interval is disjoint from all others; null if none is, or with a target.
 */
export function qualityWinner(
  { better, target }: QualityMetricInfo,
  values: readonly (QualityValue | null)[],
): number | null {
  if (better === 'neither' || target !== undefined) return null;
  const known = values.flatMap((value, index) => (value === null ? [] : [{ ...value, index }]));
  const sign = better === 'lower' ? 1 : -1;
  const [first, ...others] = [...known].sort((a, b) => sign * (a.value - b.value));
  if (first?.interval == null || others.length === 0) return null;
  const { interval, index } = first;
  const apart = others.every(({ interval: other }) => {
    if (other === null) return false;
    return better === 'lower' ? interval.high < other.low : interval.low > other.high;
  });
  return apart ? index : null;
}

/** A value with its interval: `0.8445 (0.8039 to 0.8886)`. */
export function qualityText({ value, interval }: QualityValue): string {
  const text = fourDigits(value);
  return interval === null
    ? text
    : `${text} (${t.quality.range(fourDigits(interval.low), fourDigits(interval.high))})`;
}
