import { WorkbenchError, type Problem } from '../contract/error';
import type { Run, RunState } from '../contract/run';
import type { DatasetFiles } from '../datasets/files';
import type { JobMessage } from '../jobs/protocol';
import { processLost, processUnresponsive } from './interruption';
import { DEFECT, knownProblem, reportDefect } from './problem';
import { startRecording, type RecordingContext } from './recording';
import type { JobHost, JobProcess } from './job-host';

/** A trainer that is asked to stop writes a last checkpoint first; after this long without a word it is ended. */
const STOP_TIMEOUT_MS = 20_000;
/** Between a trainer's last message and its end. Longer than its own wait for messages on their way. */
const EXIT_TIMEOUT_MS = 5_000;
/** How long a call waits for the trainer to come to the end of its step. */
const ANSWER_TIMEOUT_MS = 5_000;

export interface TrainingContext extends RecordingContext {
  readonly host: JobHost;
}

/** What a run trains on. */
export interface RunDataset {
  readonly files: DatasetFiles;
  readonly fingerprint: string | null;
}

/** One run in training, from its start to the end of its process. */
export interface Training {
  /** Resolves when the trainer has paused, or after a while without its answer. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Resolves when the run is back in the queue, with a checkpoint to go on from, or after a while without an answer. */
  suspend(): Promise<void>;
  /** Resolves when the run has ended: with a last checkpoint, or without one after `timeoutMs`. */
  stop(timeoutMs?: number): Promise<void>;
  /** Resolves when the trainer's process has ended. Never rejects. */
  readonly done: Promise<void>;
}

/** Starts a run's trainer, at its last checkpoint where it has one, and records all it sends. */
export function startTraining(context: TrainingContext, run: Run, dataset: RunDataset): Training {
  const { store, host, book } = context;
  const { id } = run;
  const recording = startRecording(context, run, dataset.fingerprint);
  const waiting = new Set<() => void>();
  let ended = false;
  let gaveUp = false;
  let isEvaluating = false;
  let trainer: JobProcess | null = null;
  let settleDone = () => {};
  const done = new Promise<void>((resolve) => {
    settleDone = resolve;
  });

  try {
    const process = host.spawn();
    trainer = process;
    process.onMessage(receive);
    process.onExit((how) => {
      if (!ended) {
        const run = book.get(id);
        end('interrupted', gaveUp ? processUnresponsive(run) : processLost(run, how));
      }
      settleDone();
    });
    const { checkpoint } = recording;
    process.post({ type: 'train', task: { config: run.config, dataset: dataset.files, checkpoint } });
  } catch (error) {
    reportDefect('The trainer could not be started', error);
    end('failed', unstartable(error));
    trainer?.kill();
    settleDone();
  }

  function receive(message: JobMessage): void {
    if (ended) return;
    try {
      take(message);
    } catch (error) {
      fail(error);
    }
  }

  function take(message: JobMessage): void {
    switch (message.type) {
      case 'paused':
        setState('paused');
        return;
      case 'resumed':
        setState('running');
        return;
      case 'finished':
        if (message.outcome === 'suspended') {
          recording.requeue(message.step);
          close();
          return;
        }
        // A diverged run's last good step is that of its last metrics.
        end(message.outcome, message.problem, message.outcome === 'diverged' ? undefined : message.step);
        return;
      case 'failed':
        end('failed', message.problem);
        return;
      case 'alive':
      case 'inspected':
      case 'progress':
        isEvaluating = true;
        return;
      case 'measured':
      case 'probed':
      case 'drawn':
        return;
      default:
        recording.record(message);
    }
  }

  function setState(state: RunState): void {
    recording.setState(state);
    for (const wake of [...waiting]) wake();
  }

  function end(state: RunState, problem: Problem | null, step?: number): void {
    recording.end(state, problem, step);
    close();
  }

  /** Nothing more is recorded: the process has said its last, and is to exit. */
  function close(): void {
    ended = true;
    for (const wake of [...waiting]) wake();
    const timer = setTimeout(() => {
      trainer?.kill();
    }, EXIT_TIMEOUT_MS);
    void done.then(() => {
      clearTimeout(timer);
    });
  }

  /** What the trainer sent could not be recorded: without its rows the run is worth nothing, so it ends here. */
  function fail(error: unknown): void {
    const known = knownProblem(error, store.file);
    if (known === null) reportDefect(`Run ${String(id)} could not be recorded`, error);
    end('failed', known ?? unrecordable());
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
    async suspend() {
      trainer?.post({ type: 'suspend' });
      await until(() => ended, ANSWER_TIMEOUT_MS);
    },
    async stop(timeoutMs = STOP_TIMEOUT_MS) {
      if (!ended) trainer?.post({ type: 'stop' });
      // A trainer that is at the evaluation of the end says how far it is, and is waited for.
      do {
        isEvaluating = false;
        await until(() => ended, timeoutMs);
      } while (!ended && isEvaluating);
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

function unrecordable(): Problem {
  return {
    ...DEFECT,
    code: 'run.unrecordable',
    message: 'What the training process sent could not be recorded, so training was ended.',
  };
}
