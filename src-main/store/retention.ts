import type { Measured } from '../contract/checkpoint';

export interface Candidate {
  readonly step: number;
  /** Whether it is a milestone so far; a new checkpoint is. */
  readonly milestone: boolean;
  readonly pinned: boolean;
  readonly measured: Measured | null;
}

export interface RetentionRule {
  /** The most milestones, including the newest checkpoint. */
  readonly milestones: number;
  /** How the best checkpoint is chosen; null if none is. */
  readonly best: { readonly metric: string; readonly better: 'lower' | 'higher' } | null;
}

export interface Retained {
  readonly step: number;
  readonly milestone: boolean;
  readonly best: boolean;
  /** Whether it is retained for any reason; the bytes of others are deleted. */
  readonly stays: boolean;
}

/**
 * Decides which checkpoints of a run are retained. It knows only stored ones, so it is called for each new one.
 * @param candidates all of one run, in order of steps
 */
export function retain(candidates: readonly Candidate[], rule: RetentionRule): Retained[] {
  const newest = candidates.at(-1)?.step;
  const best = bestOf(candidates, rule.best);
  const steps = candidates.filter(({ milestone }) => milestone).map(({ step }) => step);
  const milestones = new Set(spread(steps, rule.milestones));
  return candidates.map(({ step, pinned }) => {
    const [isMilestone, isBest] = [milestones.has(step), step === best];
    return {
      step,
      milestone: isMilestone,
      best: isBest,
      stays: pinned || isMilestone || isBest || step === newest,
    };
  });
}

/**
 * Selects at most `count` of the steps, always including the last. Repeatedly removes the step that leaves the smallest
 * gap, the oldest one if there are several: with steps at a regular interval, no gap becomes more than three times as
 * long as another, however long the run. The gap to the newest is still growing.
 */
function spread(steps: readonly number[], count: number): number[] {
  if (count < 1) return [];
  const left = [...steps];
  while (left.length > count) left.splice(smallestGap(left), 1);
  return left;
}

/** The index of the step, except the last, whose removal leaves the smallest gap. */
function smallestGap(steps: readonly number[]): number {
  let place = 0;
  let least = Infinity;
  let before = 0;
  steps.slice(0, -1).forEach((step, i) => {
    const gap = (steps[i + 1] ?? Infinity) - before;
    if (gap < least) [least, place] = [gap, i];
    before = step;
  });
  return place;
}

/** The earliest step of the best value. */
function bestOf(candidates: readonly Candidate[], rule: RetentionRule['best']): number | null {
  if (rule === null) return null;
  const sign = rule.better === 'lower' ? 1 : -1;
  let best: { step: number; value: number } | null = null;
  for (const { step, measured } of candidates) {
    if (measured?.metric !== rule.metric) continue;
    const value = sign * measured.value;
    if (best === null || value < best.value) best = { step, value };
  }
  return best?.step ?? null;
}
