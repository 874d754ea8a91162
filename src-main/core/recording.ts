import { at } from '../contract/at';
import type { Problem } from '../contract/error';
import { newestEvaluations } from '../contract/evaluation';
import type { WorkbenchEvent } from '../contract/events';
import { layerGradientOf } from '../contract/layer-gradients';
import { headlineOf } from '../contract/model';
import { withChange } from '../contract/run-changes';
import { ELAPSED_METRIC, type Run, type RunState } from '../contract/run';
import { THUMBNAIL_KINDS } from '../contract/figure';
import type { Store } from '../store/open';
import type { JobMessage } from '../jobs/protocol';
import type { Checkpoints } from './checkpoints';
import type { Hub } from './events';
import type { Models } from './models';
import { toProblem } from './problem';
import type { LiveRuns } from './live-runs';
import { recordLog } from './run-log';
import { createRunWindow } from './run-window';
import { createSparkline } from './sparkline';
import type { MetricNotice } from './watch';

export interface RecordingContext {
  readonly store: Store;
  readonly liveRuns: LiveRuns;
  readonly models: Models;
  readonly events: Hub<WorkbenchEvent>;
  readonly notices: Hub<MetricNotice>;
  readonly checkpoints: Checkpoints;
}

/** Messages of a trainer that are recorded. */
export type Recorded = Extract<
  JobMessage,
  { type: 'ready' | 'metrics' | 'changed' | 'figure' | 'checkpoint-part' | 'checkpoint' | 'log' }
>;

export interface Recording {
  /** Writes one message in one transaction, then publishes it. @throws if it cannot be written */
  record(message: Recorded): void;
  setState(state: RunState): void;
  /** Writes the end of the run. Never throws. @param step if it is not that of the last metrics */
  end(state: RunState, problem: Problem | null, step?: number): void;
  /** Puts the run at the end of the queue, to continue from its newest checkpoint. @throws if that cannot be written */
  requeue(step: number): void;
}

/**
 * Records a run from its start or from its last checkpoint. Everything recorded after that is dropped, because the run
 * records it again. Rows are always written before their event is published.
 */
// eslint-disable-next-line max-lines-per-function -- a case for each message of a job: all share the state of the run
export function startRecording(
  { store, liveRuns, models, events, notices, checkpoints }: RecordingContext,
  run: Run,
  datasetFingerprint: string | null,
): Recording {
  const { id } = run;
  const model = models.info(run.config.model);
  const thumbnailKind = THUMBNAIL_KINDS.find((kind) => model.figures.includes(kind));
  const checkpoint = store.checkpoints.find(id);
  const evaluated = model.metrics.flatMap(({ name, split }) => (split === undefined ? [] : [name]));
  const isTraining = (name: string) =>
    name !== ELAPSED_METRIC && !evaluated.includes(name) && layerGradientOf(name) === null;
  const window = createRunWindow(store.metrics, id, isTraining);

  const { sparkline, started } = store.transaction(() => {
    const step = checkpoint?.step ?? 0;
    // A run without a checkpoint starts again from step 0, whose figures are recorded again too.
    const last = checkpoint === null ? -1 : step;
    store.metrics.removeAfter(id, last);
    store.figures.removeAfter(id, last);
    const latest = latestOf(id);
    const sparkline = sparklineOf(id, headlineOf(model, latest));
    window.begin(run.stepsPerEpoch);
    store.runs.start(id, {
      startedAt: run.startedAt,
      datasetFingerprint,
      step,
      elapsedMs: checkpoint?.elapsedMs ?? 0,
      latest,
      evaluations: run.evaluations.filter((evaluation) => evaluation.step <= last),
      sparkline: sparkline.points(),
      window: window.current(),
    });
    return { sparkline, started: liveRuns.get(id) };
  });
  liveRuns.open(started);
  notices.publish({ runId: id, restartedAfter: started.step });
  liveRuns.announce(id);

  function sparklineOf(runId: number, headline: string): ReturnType<typeof createSparkline> {
    const { metrics } = store;
    const sparkline = createSparkline();
    const [first, last] = [metrics.first(runId, headline), metrics.last(runId, headline)];
    if (first && last) sparkline.restore(first, last, (step) => metrics.next(runId, headline, step));
    return sparkline;
  }

  function latestOf(runId: number): Record<string, number> {
    const latest: Record<string, number> = {};
    for (const name of store.metrics.names(runId)) {
      const last = store.metrics.last(runId, name);
      if (last) latest[name] = last.value;
    }
    return latest;
  }

  function record(message: Recorded): void {
    switch (message.type) {
      case 'ready': {
        const { engine, totalSteps, stepsPerEpoch } = message;
        store.runs.plan(id, message);
        if (stepsPerEpoch !== liveRuns.get(id).stepsPerEpoch) window.begin(stepsPerEpoch);
        liveRuns.change(id, { engine, totalSteps, stepsPerEpoch });
        liveRuns.announce(id);
        return;
      }
      case 'metrics': {
        const { rows, step, elapsedMs, stepsPerSecond } = message;
        const before = liveRuns.get(id);
        const latest = { ...before.latest };
        for (const { name, values } of rows) latest[name] = at(values, values.length - 1);
        const headline = headlineOf(model, latest);
        const shown = rows.find(({ name }) => name === headline);
        shown?.values.forEach((value, i) => sparkline.add(at(shown.steps, i), value));
        const evaluations = [...newestEvaluations(before.evaluations, message.evaluations)];
        rows.forEach(window.add);
        const current = window.current();
        const changes = { step, elapsedMs, latest, sparkline: sparkline.points(), window: current };
        store.transaction(() => {
          store.metrics.append(id, rows);
          store.runs.progress(id, changes);
          if (message.evaluations.length > 0) store.runs.evaluate(id, evaluations);
        });
        // Single steps of a paused run have no speed.
        const speed = before.state === 'paused' ? null : stepsPerSecond;
        liveRuns.change(id, { ...changes, evaluations, stepsPerSecond: speed });
        if (message.evaluations.length > 0) checkpoints.evaluated(id);
        notices.publish({ runId: id, ...remeasured(before, message) });
        liveRuns.announceSoon(id);
        return;
      }
      case 'changed': {
        const { config } = liveRuns.get(id);
        const { type: _type, ...change } = message;
        const changes = withChange(config.changes ?? [], change);
        const changed = { ...config, changes };
        store.runs.setConfig(id, changed);
        liveRuns.change(id, { config: changed });
        liveRuns.announce(id);
        return;
      }
      case 'figure': {
        const { step, kind, mediaType, sheet, bytes } = message;
        const figure = store.figures.append(id, { step, kind, mediaType, sheet, bytes });
        if (kind === thumbnailKind) liveRuns.change(id, { thumbnailId: figure.id });
        events.publish({ type: 'figure', figure });
        liveRuns.announceSoon(id);
        return;
      }
      case 'checkpoint-part':
        checkpoints.addPart(id, message.bytes);
        return;
      case 'checkpoint': {
        checkpoints.complete(id, message);
        liveRuns.announceSoon(id);
        return;
      }
      case 'log': {
        recordLog({ store, events }, id, message.entry);
        return;
      }
    }
  }

  return {
    record,

    setState(state) {
      store.runs.setState(id, state);
      liveRuns.change(id, { state, stepsPerSecond: null });
      liveRuns.announce(id);
    },

    requeue(step) {
      checkpoints.abandon(id);
      store.transaction(() => {
        store.runs.progress(id, { ...liveRuns.get(id), step });
        store.runs.queue(id);
      });
      liveRuns.close(id);
      liveRuns.announce(id);
    },

    end(state, problem, step = liveRuns.get(id).step) {
      const finishedAt = Date.now();
      checkpoints.abandon(id);
      let ended = { state, problem };
      let written = true;
      try {
        store.transaction(() => {
          store.runs.progress(id, { ...liveRuns.get(id), step });
          store.runs.finish(id, state, finishedAt, problem);
        });
      } catch (error) {
        // The row is unchanged, and the next start will mark the run as interrupted. Until then it is shown as failed:
        // a run whose end is not on the disk has not completed.
        const unwritten = toProblem(`The end of run ${String(id)} could not be recorded`, error, store.file);
        ended = { state: 'failed', problem: problem ?? unwritten };
        written = false;
      }
      liveRuns.change(id, { ...ended, step, finishedAt, stepsPerSecond: null });
      liveRuns.announce(id);
      if (written) liveRuns.close(id);
    },
  };
}

/** An evaluation of a step that was evaluated before replaces the values that clients already have. */
function remeasured(
  { evaluations }: Pick<Run, 'evaluations'>,
  message: Extract<JobMessage, { type: 'metrics' }>,
): Pick<MetricNotice, 'restartedAfter'> {
  const again = message.evaluations.find(({ split, step }) =>
    evaluations.some((before) => before.split === split && before.step === step),
  );
  return again === undefined ? {} : { restartedAfter: again.step - 1 };
}
