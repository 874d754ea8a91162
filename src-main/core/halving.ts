import type { WorkbenchEvent } from '../contract/events';
import type { Run } from '../contract/run';
import type { Halving, Sweep } from '../contract/sweep';
import { earlyStopText } from '../presentation/run-state';
import type { SweepMetric } from '../presentation/sweeps';
import type { Store } from '../store/open';
import type { Hub } from './events';
import type { LiveRuns } from './live-runs';
import type { Models } from './models';
import { reportDefect } from './problem';
import { logToRun } from './run-log';
import type { Runs } from './runs';
import { sweepMetric } from './sweep-metric';
import { levelSteps, promoted, type Contender } from './sweep-plan';

interface HalvingContext {
  readonly store: Store;
  readonly liveRuns: LiveRuns;
  readonly models: Models;
  readonly runs: Pick<Runs, 'resume'>;
  readonly events: Hub<WorkbenchEvent>;
}

/** Promotes the best runs of sweeps with successive halving whenever a run has reached a level. */
export function createHalving({ store, liveRuns, models, runs, events }: HalvingContext) {
  let last = Promise.resolve();

  const unsubscribe = events.subscribe((event) => {
    const id = groupOf(event);
    if (id !== null) promoteSoon(id);
  });

  function promoteSoon(id: number): void {
    last = last
      .then(() => promote(id))
      .catch((error: unknown) => {
        reportDefect(`No run of sweep ${String(id)} could be chosen to train on`, error);
      });
  }

  /** Returns the group of a run that has ended or was evaluated; null for other events. */
  function groupOf(event: WorkbenchEvent): number | null {
    if (event.type === 'quality') return store.runs.get(event.quality.runId)?.group?.id ?? null;
    return event.type === 'run' && hasEnded(event.run) ? (event.run.group?.id ?? null) : null;
  }

  async function promote(id: number): Promise<void> {
    const sweep = store.sweeps.get(id);
    const halving = sweep?.plan.halving;
    if (sweep === null || halving === undefined) return;
    const model = models.info(sweep.plan.run.model);
    const metric = sweepMetric(halving.metric, model);
    const all = store.sweeps.runIds(id).map((runId) => liveRuns.get(runId));
    const contenders = all.map((run) => contenderOf(run, halving, metric));
    for (const runId of promoted(contenders, halving, metric.better))
      await trainOn(liveRuns.get(runId), sweep, halving);
  }

  async function trainOn(run: Run, { id: sweepId }: Sweep, halving: Halving): Promise<void> {
    const steps = levelSteps(halving, run.totalSteps ?? 1);
    const next = steps.find((step) => step > run.step && step < (run.totalSteps ?? 1)) ?? null;
    store.runs.setStopAt(run.id, next);
    await runs.resume(run.id);
    // A promoted run trains before runs that have not started, since it has shown more than they have.
    const waiting = store.runs
      .queued()
      .filter((id) => id !== run.id && liveRuns.get(id).group?.id === sweepId);
    const first = waiting.find((id) => liveRuns.get(id).step === 0);
    if (first !== undefined && liveRuns.get(run.id).state === 'queued') {
      store.runs.queueBefore(run.id, first);
      liveRuns.announce(run.id);
    }
    logToRun({ store, events }, run.id, 'info', {
      code: 'halving-trains-on',
      step: run.step,
      factor: halving.factor,
      metric: halving.metric,
      next: next ?? run.totalSteps ?? 0,
    });
  }

  function contenderOf(run: Run, halving: Halving, metric: SweepMetric): Contender {
    const steps = levelSteps(halving, run.totalSteps ?? Infinity);
    const level = run.stopAt === undefined ? steps.length - 1 : steps.indexOf(run.stopAt);
    const values: (number | null)[] = [];
    for (const step of steps) {
      const value = valueAt(run, step, metric);
      if (value === undefined) break;
      values.push(value);
    }
    // A run that was stopped early is not promoted, whatever its last value is.
    if (earlyStopText(run) !== null) values.splice(level, values.length, null);
    // A diverged run counts as the worst at the level that it did not reach.
    else if (run.state === 'diverged' && values.length <= level) values.push(null);
    return { id: run.id, level, values };
  }

  /** @returns undefined if the run has not reached the step, or has not been measured there yet */
  function valueAt(run: Run, step: number, { id, ofSamples }: SweepMetric): number | undefined {
    if (run.step < step || (run.step === step && !hasEnded(run))) return undefined;
    if (ofSamples) {
      const there = store.qualities
        .list(run.id)
        .filter((quality) => quality.step === step && quality.effort === 'full');
      return there.at(-1)?.metrics[id]?.value;
    }
    const measured = store.metrics.next(run.id, id, step);
    return measured?.step === step ? measured.value : undefined;
  }

  return {
    /** Promotes runs that an earlier session did not promote before it ended. */
    start: (): void => {
      for (const { id, plan } of store.sweeps.list()) if (plan.halving !== undefined) promoteSoon(id);
    },
    close: unsubscribe,
  };
}

function hasEnded({ state }: Run): boolean {
  return state === 'stopped' || state === 'completed' || state === 'diverged';
}
