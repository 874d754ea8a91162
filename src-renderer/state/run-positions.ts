import { untrack } from 'svelte';
import { examplesPerStep } from '../../src-main/contract/epoch';
import type { ModelInfo } from '../../src-main/contract/model';
import type { Run } from '../../src-main/contract/run';
import { stepAt, toAxis, type Axis, type AxisFacts } from '../pure/axis';
import type { ChartSettings } from './chart-settings.svelte';
import type { RunFeed } from './run-feed.svelte';
import type { Timeline } from './timeline.svelte';

/** A run with the data that determines its positions on an axis. */
export interface PlacedRun {
  readonly run: Run;
  /** Undefined while the models are not loaded. */
  readonly model: ModelInfo | undefined;
  readonly feed: RunFeed;
}

export function axisFacts({ run, model, feed }: PlacedRun): AxisFacts {
  return {
    stepsPerEpoch: run.stepsPerEpoch,
    totalSteps: run.totalSteps,
    examplesPerStep: model === undefined ? null : examplesPerStep(model, run.config.hyperparameters),
    elapsed: feed.elapsed,
  };
}

/** Every position at which any of the runs has a figure, ascending. */
export function figurePositions(runs: readonly PlacedRun[], axis: Axis): number[] {
  const positions = runs.flatMap((one) => {
    const steps = Float64Array.from(new Set(one.feed.figures.map(({ step }) => step)));
    return [...(toAxis(steps, axis, axisFacts(one)) ?? [])];
  });
  return [...new Set(positions)].sort((a, b) => a - b);
}

/** The step of a run at the current position. */
export function stepLookedAt(run: PlacedRun, timeline: Timeline, axis: Axis): number {
  return timeline.following ? Infinity : stepAt(timeline.position, axis, axisFacts(run));
}

/** Loads the visible part of the axis finely. */
export function zoomFeed(run: PlacedRun, { zoom, axis }: ChartSettings): void {
  if (zoom === null) {
    run.feed.zoomTo(null);
    return;
  }
  const facts = untrack(() => axisFacts(run));
  const [from, to] = [stepAt(zoom.from, axis, facts), stepAt(zoom.to, axis, facts) + 1];
  run.feed.zoomTo(
    Number.isFinite(from) && Number.isFinite(to) && to > 0 ? { from: Math.max(from, 0), to } : null,
  );
}

/** Changes the axis; the current step of `reference` stays the same. */
export function changeAxis(
  axis: Axis,
  settings: ChartSettings,
  timeline: Timeline,
  reference: PlacedRun | undefined,
): void {
  const step = reference === undefined ? Infinity : stepLookedAt(reference, timeline, settings.axis);
  settings.axis = axis;
  if (timeline.following) return;
  if (reference === undefined || !goToStep(step, reference, timeline, axis)) timeline.follow();
}

/** Moves to the position of a step of a run. @returns false if the step has none on this axis */
export function goToStep(step: number, run: PlacedRun, timeline: Timeline, axis: Axis): boolean {
  const position = toAxis(Float64Array.of(step), axis, axisFacts(run))?.[0];
  if (position === undefined || !Number.isFinite(position)) return false;
  timeline.go(position);
  return true;
}
