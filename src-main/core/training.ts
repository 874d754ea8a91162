import { WorkbenchError } from '../contract/error';
import type { Problem } from '../contract/problem';
import { problem } from '../contract/problems/catalogue';
import type { ChangedValues, NetworkRole, RecordedNow } from '../contract/run-changes';
import type { Run } from '../contract/run';
import type { DatasetFiles } from '../datasets/files';
import type { JobMessage } from '../jobs/protocol';
import { postWithCheckpoint } from './checkpoint-parts';
import { processLost, processUnresponsive } from './interruption';
import { reportDefect } from './problem';
import { startRecording, type Recording, type RecordingContext } from './recording';
import { createTrainingLifecycle, type TrainingLifecycle } from './training-lifecycle';
import type { Trainers } from './trainers';

/** A trainer that is asked to stop writes a last checkpoint first; if it is silent for this long, it is killed. */
const STOP_TIMEOUT_MS = 20_000;
/** How long a call waits for the trainer to finish its step. */
const ANSWER_TIMEOUT_MS = 5_000;

export interface TrainingContext extends RecordingContext {
  readonly trainers: Trainers;
}

/** The dataset of a run, and the checkpoint that it continues from. */
export interface RunDataset {
  readonly files: DatasetFiles;
  readonly fingerprint: string | null;
  /** The parts of the run's newest checkpoint; none if it starts at step 0. */
  readonly checkpoint: readonly Uint8Array[];
}

/** What a person can do with a run while it trains. */
export interface RunControls {
  /** Resolves when the trainer has paused, or after a timeout. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /**
   * Resolves when the trainer has taken other values of hyperparameters, or has ended, or after a timeout.
   * @returns whether it has taken them
   */
  change(hyperparameters: ChangedValues): Promise<boolean>;
  /** Resolves when a paused run has taken one step, of all networks or of one, or after a timeout. */
  step(only: NetworkRole | null): Promise<void>;
  /** Resolves with the step after which samples or a checkpoint were recorded; null if it has ended, or after a timeout. */
  record(what: RecordedNow): Promise<number | null>;
  /** @param waitMs time to wait after each step; 0 for full speed */
  slow(waitMs: number): void | Promise<void>;
  /**
   * Resolves when the run is back in the queue, with a checkpoint to continue from, or after a timeout.
   */
  suspend(): Promise<void>;
  /** Resolves when the run has ended: with a last checkpoint, or without one after `timeoutMs`. */
  stop(timeoutMs?: number): Promise<void>;
}

/** One run in training, from its start to the end of its process. */
export interface Training extends RunControls {
  /** Resolves when the trainer's process has ended. Never rejects. */
  readonly done: Promise<void>;
}

/** Starts a run's trainer, from its last checkpoint if it has one, and records its messages. */
export function startTraining(context: TrainingContext, run: Run, dataset: RunDataset): Training {
  const { trainers, liveRuns } = context;
  const { id } = run;
  const recording = startRecording(context, run, dataset.fingerprint);
  const lifecycle = createTrainingLifecycle(context.store, id, recording);
  try {
    const process = trainers.spawn(run.config.device);
    lifecycle.process = process;
    process.onMessage((message) => {
      if (lifecycle.ended) return;
      try {
        take(message, lifecycle, recording);
      } catch (error) {
        lifecycle.fail(error);
      }
    });
    process.onExit((how) => {
      if (!lifecycle.ended) {
        const run = liveRuns.get(id);
        lifecycle.end('interrupted', lifecycle.wasKilled ? processUnresponsive(run) : processLost(run, how));
      }
      lifecycle.exited();
    });
    const task = { config: run.config, dataset: dataset.files, stopAt: run.stopAt };
    postWithCheckpoint(process, { type: 'train', task }, dataset.checkpoint).catch(giveUpStart);
  } catch (error) {
    giveUpStart(error);
    lifecycle.exited();
  }

  function giveUpStart(error: unknown): void {
    if (lifecycle.ended) return;
    reportDefect('The trainer could not be started', error);
    lifecycle.end('failed', unstartable(error));
    lifecycle.process?.kill();
  }

  return controlsOf(lifecycle, () => liveRuns.get(id));
}

function take(message: JobMessage, lifecycle: TrainingLifecycle, recording: Recording): void {
  switch (message.type) {
    case 'paused':
      lifecycle.setState('paused');
      return;
    case 'resumed':
      lifecycle.setState('running');
      return;
    case 'changed':
      recording.record(message);
      lifecycle.changed();
      return;
    case 'recorded':
      lifecycle.recorded(message.step);
      return;
    case 'metrics':
      recording.record(message);
      lifecycle.progressed();
      return;
    case 'checkpoint':
      recording.record(message);
      lifecycle.process?.post({ type: 'checkpoint-recorded' });
      return;
    case 'finished': {
      const { outcome, problem, step } = message;
      if (outcome === 'suspended') lifecycle.requeue(step);
      // A diverged run's last good step is that of its last metrics.
      else lifecycle.end(outcome, problem, outcome === 'diverged' ? undefined : step);
      return;
    }
    case 'failed':
      lifecycle.end('failed', message.problem);
      return;
    case 'alive':
    case 'inspected':
    case 'progress':
      lifecycle.isEvaluating = true;
      return;
    case 'measured':
    case 'nearest':
    case 'probed':
    case 'drawn':
    case 'refused':
    case 'latent-facts':
    case 'latent':
    case 'received':
    case 'release':
      return;
    default:
      recording.record(message);
  }
}

function controlsOf(lifecycle: TrainingLifecycle, run: () => Run): Training {
  const state = () => run().state;
  return {
    async pause() {
      lifecycle.process?.post({ type: 'pause' });
      await lifecycle.until(() => state() === 'paused', ANSWER_TIMEOUT_MS);
    },
    async resume() {
      lifecycle.process?.post({ type: 'resume' });
      await lifecycle.until(() => state() === 'running', ANSWER_TIMEOUT_MS);
    },
    async change(hyperparameters) {
      const before = lifecycle.changes;
      lifecycle.process?.post({ type: 'change', hyperparameters });
      await lifecycle.until(() => lifecycle.changes > before, ANSWER_TIMEOUT_MS);
      return lifecycle.changes > before;
    },
    async step(only) {
      const before = run().step;
      lifecycle.process?.post({ type: 'step', only });
      await lifecycle.until(() => run().step > before, ANSWER_TIMEOUT_MS);
    },
    async record(what) {
      const before = lifecycle.recordings;
      lifecycle.process?.post({ type: 'record', what });
      await lifecycle.until(() => lifecycle.recordings > before, ANSWER_TIMEOUT_MS);
      return lifecycle.recordings > before ? lifecycle.recordedStep : null;
    },
    slow(waitMs) {
      lifecycle.process?.post({ type: 'slow', waitMs });
    },
    async suspend() {
      lifecycle.process?.post({ type: 'suspend' });
      await lifecycle.until(() => lifecycle.ended, ANSWER_TIMEOUT_MS);
    },
    async stop(timeoutMs = STOP_TIMEOUT_MS) {
      if (!lifecycle.ended) lifecycle.process?.post({ type: 'stop' });
      // A trainer in its final evaluation reports progress, and is waited for.
      do {
        lifecycle.isEvaluating = false;
        await lifecycle.until(() => lifecycle.ended, timeoutMs);
      } while (!lifecycle.ended && lifecycle.isEvaluating);
      if (lifecycle.ended) return;
      lifecycle.wasKilled = true;
      lifecycle.process?.kill();
      await lifecycle.done;
    },
    done: lifecycle.done,
  };
}

function unstartable(error: unknown): Problem {
  if (error instanceof WorkbenchError) return error.problem;
  return problem('run.unstartable', {});
}
