import { WorkbenchError, type Problem } from '../contract/error';
import type { WorkbenchEvent } from '../contract/events';
import type { Run, RunState } from '../contract/run';
import type { Checkpoint } from '../store/checkpoints';
import { storageProblem } from '../store/database';
import type { Store } from '../store/open';
import type { DatasetFiles, TrainerMessage } from '../trainer/protocol';
import type { Hub } from './events';
import { processLost, processUnresponsive } from './interruption';
import type { Models } from './models';
import { refusal, reportDefect } from './problem';
import type { RunBook } from './run-book';
import { createSparkline } from './sparkline';
import type { TrainerHost, TrainerProcess } from './trainer-host';
import type { MetricNotice } from './watch';

/** A trainer that was told to stop writes a last checkpoint first; after this long it is ended without one. */
const STOP_TIMEOUT_MS = 20_000;
/** Between a trainer's last message and its end. Longer than its own wait for messages on their way. */
const EXIT_TIMEOUT_MS = 5_000;
/** How long a call waits for the trainer to come to the end of its step. */
const ANSWER_TIMEOUT_MS = 5_000;

export interface TrainingContext {
  readonly store: Store;
  readonly host: TrainerHost;
  readonly book: RunBook;
  readonly models: Models;
  readonly events: Hub<WorkbenchEvent>;
  readonly notices: Hub<MetricNotice>;
}

/** One run in training, from its start to the end of its process. */
export interface Training {
  /** Resolves when the trainer has paused, or after a while without its answer. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Resolves when the run has ended: with a last checkpoint, or without one after `timeoutMs`. */
  stop(timeoutMs?: number): Promise<void>;
  /** Resolves when the trainer's process has ended. Never rejects. */
  readonly done: Promise<void>;
}

/**
 * Starts a run, or takes it up at its last checkpoint: what was recorded after that is dropped, to be made again. Every
 * message is written first and told afterwards.
 */
export function startTraining(
  context: TrainingContext,
  run: Run,
  dataset: { files: DatasetFiles; fingerprint: string | null },
): Training {
  const { store, host, book, models, events, notices } = context;
  const { id } = run;
  const { headlineMetric, figures } = models.info(run.config.model);
  const thumbnailKind = figures.includes('samples') ? 'samples' : 'reconstructions';
  const waiting = new Set<() => void>();
  let ended = false;
  let gaveUp = false;

  const checkpoint = store.checkpoints.newest(id);
  const { sparkline, started } = restart(checkpoint, dataset.fingerprint);
  book.open(started);
  notices.publish({ runId: id, restartedAfter: started.step });
  book.announce(id);

  let trainer: TrainerProcess | null = null;
  let settleDone = () => {};
  const done = new Promise<void>((resolve) => {
    settleDone = resolve;
  });
  try {
    const process = host.spawn();
    trainer = process;
    process.onMessage(receive);
    process.onExit(() => {
      if (!ended) end('interrupted', (gaveUp ? processUnresponsive : processLost)(book.get(id)));
      settleDone();
    });
    const bytes = checkpoint?.bytes ?? null;
    process.post({ type: 'train', task: { config: run.config, dataset: dataset.files, checkpoint: bytes } });
  } catch (error) {
    reportDefect('The trainer could not be started', error);
    end('failed', unstartable(error));
    settleDone();
  }

  function restart(from: Checkpoint | null, datasetFingerprint: string | null) {
    const step = from?.step ?? 0;
    // A run without a checkpoint begins anew; its figures of step 0 are made again, too.
    const kept = from === null ? -1 : step;
    return store.transaction(() => {
      store.metrics.removeAfter(id, kept);
      store.samples.removeAfter(id, kept);
      const latest: Record<string, number> = {};
      for (const name of store.metrics.names(id)) {
        const last = store.metrics.last(id, name);
        if (last) latest[name] = last.value;
      }
      const sparkline = createSparkline(secondOfEach(store.metrics.series(id, headlineMetric)));
      store.runs.start(id, {
        startedAt: run.startedAt,
        datasetFingerprint,
        step,
        elapsedMs: from?.elapsedMs ?? 0,
        latest,
        sparkline: sparkline.points(),
      });
      return { sparkline, started: book.get(id) };
    });
  }

  function receive(message: TrainerMessage): void {
    if (ended) return;
    try {
      record(message);
    } catch (error) {
      fail(error);
    }
  }

  /** The rows of one message, in one transaction; then what is told of them. */
  function record(message: TrainerMessage): void {
    switch (message.type) {
      case 'ready': {
        const { engine, totalSteps, stepsPerEpoch } = message;
        store.runs.plan(id, engine, totalSteps, stepsPerEpoch);
        book.change(id, { engine, totalSteps, stepsPerEpoch });
        book.announce(id);
        return;
      }
      case 'metrics': {
        const { rows, step, elapsedMs, stepsPerSecond } = message;
        const latest = { ...book.get(id).latest };
        for (const { name, values } of rows) {
          const last = values[values.length - 1];
          if (last !== undefined) latest[name] = last;
          if (name === headlineMetric) values.forEach(sparkline.add);
        }
        const changes = { step, elapsedMs, latest, sparkline: sparkline.points() };
        store.transaction(() => {
          store.metrics.append(id, rows);
          store.runs.progress(id, changes);
        });
        book.change(id, { ...changes, stepsPerSecond });
        notices.publish({ runId: id });
        book.announceSoon(id);
        return;
      }
      case 'figure': {
        const { step, kind, mediaType, sheet, bytes } = message;
        const sample = store.samples.append(id, { step, kind, mediaType, sheet, bytes });
        if (kind === thumbnailKind) book.change(id, { thumbnailId: sample.id });
        events.publish({ type: 'sample', sample });
        book.announceSoon(id);
        return;
      }
      case 'checkpoint': {
        store.checkpoints.append(id, message);
        book.change(id, { checkpointStep: message.step });
        book.announceSoon(id);
        return;
      }
      case 'log': {
        store.logs.append(id, message.entry);
        events.publish({ type: 'log', runId: id, entry: message.entry });
        return;
      }
      case 'paused':
        setState('paused');
        return;
      case 'resumed':
        setState('running');
        return;
      case 'finished': {
        // A diverged run's last good step is that of its last metrics.
        if (message.outcome !== 'diverged') book.change(id, { step: message.step });
        end(message.outcome, message.problem);
        return;
      }
      case 'failed':
        end('failed', message.problem);
        return;
      case 'progress':
      case 'probed':
        return;
    }
  }

  function setState(state: RunState): void {
    store.runs.setState(id, state);
    book.change(id, { state, stepsPerSecond: null });
    book.announce(id);
    for (const wake of [...waiting]) wake();
  }

  function end(state: RunState, problem: Problem | null): void {
    ended = true;
    const finishedAt = Date.now();
    let recorded = true;
    try {
      const run = book.get(id);
      store.transaction(() => {
        store.runs.progress(id, run);
        store.runs.finish(id, state, finishedAt, problem);
      });
    } catch (error) {
      // The row stays as it was, and the next start calls the run interrupted. Until then the book knows better.
      reportDefect(`The end of run ${String(id)} could not be recorded`, error);
      recorded = false;
    }
    book.change(id, { state, problem, finishedAt, stepsPerSecond: null });
    book.announce(id);
    if (recorded) book.close(id);
    for (const wake of [...waiting]) wake();
    const process = trainer;
    if (process === null) return;
    const timer = setTimeout(() => {
      process.kill();
    }, EXIT_TIMEOUT_MS);
    void done.then(() => {
      clearTimeout(timer);
    });
  }

  /** What the trainer sent could not be recorded: without its rows the run is worth nothing, so it ends here. */
  function fail(error: unknown): void {
    const told = storageProblem(error, store.file);
    if (told === null) reportDefect(`Run ${String(id)} could not be recorded`, error);
    end('failed', (told ?? unrecordable()).problem);
    trainer?.kill();
  }

  /** Resolves when `reached` holds or the run has ended, at the latest after `timeoutMs`. */
  function until(reached: () => boolean, timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(settle, timeoutMs);
      waiting.add(check);
      check();
      function check(): void {
        if (ended || reached()) settle();
      }
      function settle(): void {
        clearTimeout(timer);
        waiting.delete(check);
        resolve();
      }
    });
  }

  return {
    async pause() {
      trainer?.post({ type: 'pause' });
      await until(() => book.get(id).state === 'paused', ANSWER_TIMEOUT_MS);
    },
    async resume() {
      trainer?.post({ type: 'resume' });
      await until(() => book.get(id).state === 'running', ANSWER_TIMEOUT_MS);
    },
    async stop(timeoutMs = STOP_TIMEOUT_MS) {
      if (!ended) trainer?.post({ type: 'stop' });
      await until(() => ended, timeoutMs);
      if (ended) return;
      gaveUp = true;
      trainer?.kill();
      await done;
    },
    done,
  };
}

function unstartable(error: unknown): Problem {
  if (error instanceof WorkbenchError) return error.problem;
  return {
    code: 'run.unstartable',
    message: 'The training process could not be started.',
    advice: 'See the log of the workbench; `doctor` says what this machine lacks.',
  };
}

function unrecordable(): WorkbenchError {
  return refusal(
    'run.unrecordable',
    'What the training process sent could not be recorded, so training was ended.',
    'This is a defect of the workbench. The log has the details.',
  );
}

function secondOfEach(pairs: Float64Array): Float64Array {
  return pairs.filter((_, index) => index % 2 === 1);
}
