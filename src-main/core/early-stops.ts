import type { StopRule } from '../contract/early-stop';
import { evaluationOf } from '../contract/evaluation';
import type { WorkbenchEvent } from '../contract/events';
import type { Run } from '../contract/run';
import type { SweepMetric } from '../presentation/sweeps';
import type { Store } from '../store/open';
import { earlierMeasurements } from './earlier-measurements';
import type { Hub } from './events';
import type { LiveRuns } from './live-runs';
import type { Models } from './models';
import { reportDefect } from './problem';
import { logToRun } from './run-log';
import type { Runs } from './runs';
import { betterOf, stopReason, type Measured } from './stop-rule';
import { stopMetric } from './sweep-metric';
import { nextTurn } from './turns';

export interface EarlyStopsContext {
  readonly store: Store;
  readonly liveRuns: LiveRuns;
  readonly models: Models;
  readonly runs: Pick<Runs, 'stop'>;
  readonly events: Hub<WorkbenchEvent>;
}

interface Watched {
  readonly rule: StopRule;
  readonly metric: SweepMetric;
  newest: Measured | null;
  best: Measured | null;
  /** Whether `best` takes the measurements of before a resume into account. The rule applies only then. */
  isComplete: boolean;
}

/**
 * Ends runs of sweeps with a last checkpoint once their sweep's rule applies. What was measured before a run was
 * interrupted or paused counts as well: its patience does not start again with a resume.
 * @returns a function that stops watching
 */
export function watchForEarlyStops({ store, liveRuns, models, runs, events }: EarlyStopsContext): () => void {
  /** Runs that train; null for those without a rule. */
  const watched = new Map<number, Watched | null>();
  let isClosed = false;

  function watch(run: Run): Watched | null {
    const { id, group, stopReason: earlier, config } = run;
    const known = watched.get(id);
    if (known !== undefined) return known;
    // The user wants a run that was resumed to continue.
    const sweep = group === null || earlier !== undefined ? null : store.sweeps.get(group.id);
    const rule = sweep?.plan.stop;
    const found: Watched | undefined = rule && {
      rule,
      metric: stopMetric(rule.metric, models.info(config.model)),
      newest: null,
      best: null,
      isComplete: false,
    };
    watched.set(id, found ?? null);
    if (found !== undefined)
      completed(run, found).catch((error: unknown) => {
        reportDefect(`Earlier measurements of run ${String(id)} could not be read`, error);
      });
    return found ?? null;
  }

  /** Takes the measurements of before a resume into account, without blocking other work. */
  async function completed(run: Run, one: Watched): Promise<void> {
    let best: Measured | null = null;
    for (const part of earlierMeasurements(store, run, one.metric)) {
      for (const measured of part) best = betterOf(best, measured, one.metric.better);
      await nextTurn();
      if (isClosed) return;
    }
    if (best !== null) one.best = one.best === null ? best : betterOf(best, one.best, one.metric.better);
    one.isComplete = true;
  }

  function take(run: Run, one: Watched, measured: Measured | null): void {
    if (measured === null || (one.newest !== null && measured.step <= one.newest.step)) return;
    one.newest = measured;
    one.best = betterOf(one.best, measured, one.metric.better);
    if (!one.isComplete) return;
    const reason = stopReason(one.rule, one.metric, measured, one.best, run.totalSteps);
    if (reason === null) return;
    watched.set(run.id, null);
    store.runs.setStopReason(run.id, reason);
    liveRuns.change(run.id, { stopReason: reason });
    logToRun({ store, events }, run.id, 'info', { code: 'stopped-early', why: reason });
    runs.stop(run.id).catch((error: unknown) => {
      reportDefect(`Run ${String(run.id)} could not be stopped early`, error);
    });
  }

  const unsubscribe = events.subscribe((event) => {
    try {
      if (event.type === 'run') {
        const { run } = event;
        if (run.state !== 'running') return void watched.delete(run.id);
        const one = watch(run);
        if (one !== null && !one.metric.ofSamples) take(run, one, measuredIn(run, one.metric.id));
      } else if (event.type === 'quality') {
        const { runId, step, metrics } = event.quality;
        const one = watched.get(runId);
        const value = one?.metric.ofSamples === true ? metrics[one.metric.id]?.value : undefined;
        if (one && value !== undefined) take(liveRuns.get(runId), one, { step, value });
      }
    } catch (error) {
      reportDefect('A rule that stops runs early could not be applied', error);
    }
  });
  return () => {
    isClosed = true;
    unsubscribe();
  };
}

/** The newest evaluation of a metric, or its mean over the newest window: single batches vary too much. */
function measuredIn(run: Run, metric: string): Measured | null {
  const evaluation = evaluationOf(run, metric);
  const value = evaluation?.metrics[metric]?.mean ?? run.window?.metrics[metric]?.mean;
  const step = evaluation?.step ?? run.window?.to;
  return value === undefined || step === undefined ? null : { step, value };
}
