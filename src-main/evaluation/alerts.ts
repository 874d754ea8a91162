/** Signs of known failures in what a run has measured: pure rules, each a function of values. */
import type { Alert, AlertKind } from '../contract/alert';
import type { Evidence } from '../contract/problems/catalogue';
import type { Quality } from '../contract/quality';
import type { RunWindow } from '../contract/window-mean';

/** Kinds that an evaluation, and that training metrics can show. */
export const QUALITY_ALERTS: readonly AlertKind[] = ['collapse', 'posterior-collapse', 'memorisation'];
export const TRAINING_ALERTS: readonly AlertKind[] = ['discriminator-wins', 'divergence-ahead'];

/** Of the classes or modes, or of the best earlier coverage. */
const LOST_SHARE = 0.5;
/** Share of samples at a mode below which a model has left all of them. */
const NO_SHARE = 0.01;
/** Share of samples at a mode that an earlier evaluation must have had, to say that the model has left. */
const SOME_SHARE = 0.1;
/** Before this step, a model may not have come to any mode yet. */
const TRAINED_STEPS = 1000;
/** Nats of KL divergence below which the latents say nothing of an item. */
const NO_DIVERGENCE = 0.1;
/** Copies beyond the floor, as a share of samples. */
const COPIES_BEYOND_FLOOR = 0.1;
/** The discriminator separates this share of items, over a whole window of steps. */
const CERTAIN = 0.995;
/** From one checkpoint to the next. */
const GRADIENT_GROWTH = 10;

/**
 * What an evaluation shows. Collapse: at most half of the classes or modes are covered though at least half of the samples
 * are recognised, or at most half of those that an earlier evaluation covered; or the interval of the clipped coverage is
 * below half of an earlier one; or, of points, almost no sample is at a mode, though some were earlier, or though the whole
 * evaluation is of a model that has trained for long. Posterior collapse: no latent is active, or the KL divergence is almost zero.
 * Memorisation: copies, by the lower end of their interval, are a tenth of the samples more than held-out items have.
 * @param earlier evaluations of earlier steps; only those on the same encoder and as many samples count
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
  // A posterior that has collapsed is the reason why samples are alike.
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
 * What the means of training metrics over a window of steps show. The discriminator wins: it separates real from generated
 * items at almost every step. Divergence ahead: a gradient norm is ten times that of the window before.
 * @param before the window at the checkpoint before; null at the first
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
