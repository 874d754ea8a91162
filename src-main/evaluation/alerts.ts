/** Rules that detect known failures in the values that a run has measured; pure functions. */
import type { Alert, AlertKind } from '../contract/alert';
import type { Evidence } from '../contract/problems/catalogue';
import type { Quality } from '../contract/quality';
import type { RunWindow } from '../contract/window-mean';

/** Kinds that evaluations can show; `TRAINING_ALERTS` are those that training metrics can show. */
export const QUALITY_ALERTS: readonly AlertKind[] = ['collapse', 'posterior-collapse', 'memorisation'];
export const TRAINING_ALERTS: readonly AlertKind[] = ['discriminator-wins', 'divergence-ahead'];

/** Collapse: at most this share is left of the classes or modes, or of the best earlier coverage. */
const LOST_SHARE = 0.5;
/** Share of samples at a mode below which a model has left all of them. */
const NO_SHARE = 0.01;
/** Share of samples at a mode in an earlier evaluation from which on the model counts as having reached the modes. */
const SOME_SHARE = 0.1;
/** Before this step, a model may not have reached any mode yet. */
const TRAINED_STEPS = 1000;
/** KL divergence in nats below which the latents carry no information about an item. */
const NO_DIVERGENCE = 0.1;
/** Memorisation: this share of samples are copies beyond those that the floor has. */
const COPIES_BEYOND_FLOOR = 0.1;
/** The discriminator wins if it classifies this share of items correctly, over a whole window of steps. */
const CERTAIN = 0.995;
/** Factor by which a gradient norm grows from one checkpoint to the next if divergence is ahead. */
const GRADIENT_GROWTH = 10;

/**
 * Returns the failures that an evaluation shows. Collapse: at most half of the classes or modes are covered though at
 * least half of the samples are recognised, or at most half of those that an earlier evaluation covered; or the
 * interval of the clipped coverage is below half of an earlier one; or, for points, almost no sample is at a mode,
 * though some were earlier or the model has trained for long and this is a full evaluation. Posterior collapse: no
 * latent is active, or the KL divergence is almost zero. Memorisation: the share of copies, at the lower end of its
 * interval, exceeds that of held-out items by a tenth of the samples.
 * @param earlier evaluations of earlier steps; only those with the same encoder and number of samples are used
 */
export function qualityAlerts(quality: Quality, earlier: readonly Quality[]): Alert[] {
  const { step, metrics } = quality;
  const found: Alert[] = [];
  const add = (kind: Alert['kind'], evidence: Evidence | null) => {
    if (evidence !== null) found.push({ kind, step, evidence });
  };
  const comparable = earlier.filter((one) => isComparable(one, quality) && one.step < step);
  const divergence = metrics['posterior_divergence']?.value;
  const active = metrics['active_latents']?.value;
  if (divergence !== undefined && (divergence < NO_DIVERGENCE || active === 0))
    add('posterior-collapse', { code: 'posterior', divergence, active: active ?? 0 });
  // A collapsed posterior explains why samples are alike, so only one of the two alerts is raised.
  if (found.length === 0)
    add(
      'collapse',
      leftModes(quality, comparable) ?? lostClasses(quality, comparable) ?? lostCoverage(quality, comparable),
    );
  add('memorisation', copied(quality));
  return found;
}

const isComparable = (a: Quality, b: Quality) =>
  a.encoder?.hash === b.encoder?.hash && a.samples === b.samples;
const coveredBy = ({ metrics }: Quality) => (metrics['classes_covered'] ?? metrics['modes_covered'])?.value;

function leftModes(quality: Quality, earlier: readonly Quality[]): Evidence | null {
  const { metrics, histogram, effort, step } = quality;
  const covered = metrics['modes_covered']?.value;
  const share = metrics['high_quality']?.value;
  if (covered === undefined || share === undefined || histogram === null) return null;
  if (covered > 0 && share >= NO_SHARE) return null;
  const found = { code: 'left-modes', share, modes: histogram.length } as const;
  const most = Math.max(0, ...earlier.map((one) => one.metrics['high_quality']?.value ?? 0));
  if (most >= SOME_SHARE) return { ...found, earlier: most };
  return effort === 'full' && step >= TRAINED_STEPS ? { ...found, earlier: null } : null;
}

function lostClasses(quality: Quality, earlier: readonly Quality[]): Evidence | null {
  const covered = coveredBy(quality);
  const { histogram, metrics } = quality;
  if (covered === undefined || histogram === null || histogram.length < 2) return null;
  const recognised = (metrics['recognised'] ?? metrics['high_quality'])?.value ?? 0;
  const of = metrics['classes_covered'] === undefined ? 'modes' : 'classes';
  const most = Math.max(0, ...earlier.map((one) => coveredBy(one) ?? 0));
  const found = { code: 'few-covered', of, covered, count: histogram.length } as const;
  if (most >= 2 && covered <= LOST_SHARE * most) return { ...found, earlier: most };
  return covered <= LOST_SHARE * histogram.length && recognised >= LOST_SHARE
    ? { ...found, earlier: null }
    : null;
}

function lostCoverage({ metrics }: Quality, earlier: readonly Quality[]): Evidence | null {
  const now = metrics['clipped_coverage'];
  const lows = earlier.flatMap((one) => one.metrics['clipped_coverage']?.interval?.low ?? []);
  const best = Math.max(0, ...lows);
  if (now?.interval == null || now.interval.high >= LOST_SHARE * best) return null;
  return { code: 'coverage-fallen', value: now.value, earlier: best };
}

function copied({ metrics }: Quality): Evidence | null {
  const copies = metrics['copies'];
  if (copies?.interval == null || copies.floor === null) return null;
  const { value, interval, floor } = copies;
  if (interval.low <= floor.mean + COPIES_BEYOND_FLOOR) return null;
  return { code: 'copies', share: value, floor: floor.mean };
}

/**
 * Returns the failures that the means of training metrics over a window of steps show. The discriminator wins: it
 * separates real from generated items at almost every step. Divergence ahead: a gradient norm is ten times that of the
 * previous window.
 * @param before the window at the previous checkpoint; null at the first checkpoint
 */
export function trainingAlerts(window: RunWindow, before: RunWindow | null): Alert[] {
  const step = window.to;
  const found: Alert[] = [];
  const accuracy = window.metrics['d_accuracy']?.mean ?? 0;
  if (accuracy >= CERTAIN)
    found.push({
      kind: 'discriminator-wins',
      step,
      evidence: { code: 'separated', share: accuracy, steps: step - window.from + 1 },
    });
  for (const [name, { mean }] of Object.entries(window.metrics)) {
    const earlier = before?.metrics[name]?.mean;
    if (!name.endsWith('gradient_norm') || earlier === undefined || earlier <= 0) continue;
    if (mean < GRADIENT_GROWTH * earlier) continue;
    const evidence = { code: 'gradients-grown', from: earlier, to: mean } as const;
    found.push({ kind: 'divergence-ahead', step, evidence });
    break;
  }
  return found;
}
