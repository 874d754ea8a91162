import { at } from '../contract/at';
import type { Problem } from '../contract/error';
import { newestEvaluations } from '../contract/evaluation';
import type { WorkbenchEvent } from '../contract/events';
import { headlineOf } from '../contract/model';
import { withChange } from '../contract/run-changes';
import type { Run, RunState } from '../contract/run';
import { THUMBNAIL_KINDS } from '../contract/figure';
import type { StoredCheckpoint } from '../store/checkpoints';
import type { Store } from '../store/open';
import type { JobMessage } from '../jobs/protocol';
import type { Checkpoints } from './checkpoints';
import type { Hub } from './events';
import { keptValues, type KeptValues } from './kept-values';
import type { Models } from './models';
import { toProblem } from './problem';
import type { LiveRuns } from './live-runs';
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

/** Writes that belong in the same transaction. */
type Alongside = () => void;

export interface Recording {
  /** Writes one message in one transaction, then publishes it. @throws if it cannot be written */
  record(message: Recorded, alongside?: Alongside): void;
  /** @throws if it cannot be written */
  setState(state: RunState, alongside?: Alongside): void;
  /** Writes the end of the run. @param step if it is not that of the last metrics @throws if it cannot be written */
  finish(end: RunEnd, alongside?: Alongside): void;
  /** Writes the end of the run. Never throws. @param step if it is not that of the last metrics */
  end(state: RunState, problem: Problem | null, step?: number): void;
  /** Puts the run at the end of the queue, to continue from its newest checkpoint. @throws if that cannot be written */
  requeue(step: number): void;
}

interface RunEnd {
  readonly state: RunState;
  readonly problem: Problem | null;
  readonly step?: number | undefined;
}

/** Where a run continues: the checkpoint that its trainer has; null at its start. */
export type RecordingStart = Pick<StoredCheckpoint, 'step' | 'elapsedMs'> | null;

/**
 * Records a run from its start or from a checkpoint. Everything recorded after that is dropped, because the run records
 * it again. Rows are always written before their event is published.
 * @param from by default, the run's newest checkpoint
 */
export function startRecording(
  context: RecordingContext,
  run: Run,
  datasetFingerprint: string | null,
  from: RecordingStart = context.store.checkpoints.find(run.id),
  alongside?: Alongside,
): Recording {
  const { store, liveRuns, notices } = context;
  const { id } = run;
  const kept = keptValues(context, run);
  const { sparkline, started } = store.transaction(() => {
    const step = from?.step ?? 0;
    // A run without a checkpoint starts again from step 0, whose figures are recorded again too.
    const last = from === null ? -1 : step;
    store.metrics.removeAfter(id, last);
    store.figures.removeAfter(id, last);
    store.checkpoints.removeAfter(id, last);
    const { latest, sparkline } = kept.read();
    store.runs.start(id, {
      startedAt: run.startedAt,
      datasetFingerprint,
      step,
      elapsedMs: from?.elapsedMs ?? 0,
      latest,
      evaluations: run.evaluations.filter((evaluation) => evaluation.step <= last),
      sparkline: sparkline.points(),
      window: kept.window.current(),
    });
    alongside?.();
    return { sparkline, started: liveRuns.get(id) };
  });
  liveRuns.open(started);
  notices.publish({ runId: id, restartedAfter: started.step });
  liveRuns.announce(id);
  return recordingOf(context, id, { sparkline, window: kept.window });
}

/** Continues to record a run that has trained meanwhile, where its rows end. */
export function continueRecording(context: RecordingContext, run: Run): Recording {
  const kept = keptValues(context, run);
  const { sparkline } = kept.read();
  context.liveRuns.open(run);
  return recordingOf(context, run.id, { sparkline, window: kept.window });
}

// eslint-disable-next-line max-lines-per-function -- a case for each message of a job: all share the state of the run
function recordingOf(
  { store, liveRuns, models, events, notices, checkpoints }: RecordingContext,
  id: number,
  { sparkline, window }: KeptValues,
): Recording {
  const model = models.info(liveRuns.get(id).config.model);
  const thumbnailKind = THUMBNAIL_KINDS.find((kind) => model.figures.includes(kind));

  /** Writes a message. @returns what publishes it */
  function written(message: Recorded): () => void {
    switch (message.type) {
      case 'ready': {
        const { engine, totalSteps, stepsPerEpoch } = message;
        store.runs.plan(id, message);
        if (stepsPerEpoch !== liveRuns.get(id).stepsPerEpoch) window.begin(stepsPerEpoch);
        return () => {
          liveRuns.change(id, { engine, totalSteps, stepsPerEpoch });
          liveRuns.announce(id);
        };
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
        store.metrics.append(id, rows);
        store.runs.progress(id, changes);
        if (message.evaluations.length > 0) store.runs.evaluate(id, evaluations);
        return () => {
          // Single steps of a paused run have no speed.
          const speed = before.state === 'paused' ? null : stepsPerSecond;
          liveRuns.change(id, { ...changes, evaluations, stepsPerSecond: speed });
          if (message.evaluations.length > 0) checkpoints.evaluated(id);
          notices.publish({ runId: id, ...remeasured(before, message) });
          liveRuns.announceSoon(id);
        };
      }
      case 'changed': {
        const { config } = liveRuns.get(id);
        const { type: _type, ...change } = message;
        const changes = withChange(config.changes ?? [], change);
        const changed = { ...config, changes };
        store.runs.setConfig(id, changed);
        return () => {
          liveRuns.change(id, { config: changed });
          liveRuns.announce(id);
        };
      }
      case 'figure': {
        const { step, kind, mediaType, sheet, bytes } = message;
        const figure = store.figures.append(id, { step, kind, mediaType, sheet, bytes });
        return () => {
          if (kind === thumbnailKind) liveRuns.change(id, { thumbnailId: figure.id });
          events.publish({ type: 'figure', figure });
          liveRuns.announceSoon(id);
        };
      }
      case 'checkpoint-part':
        checkpoints.addPart(id, message.bytes);
        return () => undefined;
      case 'checkpoint': {
        const published = checkpoints.complete(id, message);
        return () => {
          published();
          liveRuns.announceSoon(id);
        };
      }
      case 'log': {
        const { entry } = message;
        store.logs.append(id, entry);
        return () => {
          events.publish({ type: 'log', runId: id, entry });
        };
      }
    }
  }

  function finish({ state, problem, step = liveRuns.get(id).step }: RunEnd, alongside?: Alongside): void {
    const finishedAt = Date.now();
    checkpoints.abandon(id);
    store.transaction(() => {
      store.runs.progress(id, { ...liveRuns.get(id), step });
      store.runs.finish(id, state, finishedAt, problem);
      alongside?.();
    });
    liveRuns.change(id, { state, problem, step, finishedAt, stepsPerSecond: null });
    liveRuns.announce(id);
    liveRuns.close(id);
  }

  return {
    record(message, alongside) {
      const publish = store.transaction(() => {
        alongside?.();
        return written(message);
      });
      publish();
    },

    setState(state, alongside) {
      store.transaction(() => {
        store.runs.setState(id, state);
        alongside?.();
      });
      liveRuns.change(id, { state, stepsPerSecond: null });
      liveRuns.announce(id);
    },

    finish,

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
      try {
        finish({ state, problem, step });
      } catch (error) {
        // The row is unchanged, and the next start will mark the run as interrupted. Until then it is shown as failed:
        // a run whose end is not on the disk has not completed.
        const unwritten = toProblem(`The end of run ${String(id)} could not be recorded`, error, store.file);
        const ended = { state: 'failed' as const, problem: problem ?? unwritten };
        liveRuns.change(id, { ...ended, step, finishedAt: Date.now(), stepsPerSecond: null });
        liveRuns.announce(id);
      }
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
