import { WorkbenchError, type Problem } from '../contract/error';
import type { Run, RunState } from '../contract/run';
import type { DatasetFiles } from '../datasets/files';
import type { JobMessage } from '../jobs/protocol';
import { postWithCheckpoint } from './checkpoint-parts';
import { processLost, processUnresponsive } from './interruption';
import { reportDefect } from './problem';
import { startRecording, type Recording, type RecordingContext } from './recording';
import { createCourse, type Course } from './training-course';
import type { JobHost } from './job-host';

/** A trainer that is asked to stop writes a last checkpoint first; after this long without a word it is ended. */
const STOP_TIMEOUT_MS = 20_000;
/** How long a call waits for the trainer to come to the end of its step. */
const ANSWER_TIMEOUT_MS = 5_000;

export interface TrainingContext extends RecordingContext {
  readonly host: JobHost;
}

/** What a run trains on. */
export interface RunDataset {
  readonly files: DatasetFiles;
  readonly fingerprint: string | null;
  /** The parts of the run's newest checkpoint; none where it begins at its beginning. */
  readonly checkpoint: readonly Uint8Array[];
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
  const { host, book } = context;
  const { id } = run;
  const recording = startRecording(context, run, dataset.fingerprint);
  const course = createCourse(context.store, id, recording);
  try {
    const process = host.spawn();
    course.process = process;
    process.onMessage((message) => {
      if (course.ended) return;
      try {
        take(message, course, recording);
      } catch (error) {
        course.fail(error);
      }
    });
    process.onExit((how) => {
      if (!course.ended) {
        const run = book.get(id);
        course.end('interrupted', course.gaveUp ? processUnresponsive(run) : processLost(run, how));
      }
      course.exited();
    });
    const task = { config: run.config, dataset: dataset.files };
    postWithCheckpoint(process, { type: 'train', task }, dataset.checkpoint).catch(giveUpStart);
  } catch (error) {
    giveUpStart(error);
    course.exited();
  }

  function giveUpStart(error: unknown): void {
    if (course.ended) return;
    reportDefect('The trainer could not be started', error);
    course.end('failed', unstartable(error));
    course.process?.kill();
  }

  return controlsOf(course, () => book.get(id).state);
}

function take(message: JobMessage, course: Course, recording: Recording): void {
  switch (message.type) {
    case 'paused':
      course.setState('paused');
      return;
    case 'resumed':
      course.setState('running');
      return;
    case 'finished': {
      const { outcome, problem, step } = message;
      if (outcome === 'suspended') course.requeue(step);
      // A diverged run's last good step is that of its last metrics.
      else course.end(outcome, problem, outcome === 'diverged' ? undefined : step);
      return;
    }
    case 'failed':
      course.end('failed', message.problem);
      return;
    case 'alive':
    case 'inspected':
    case 'progress':
      course.isEvaluating = true;
      return;
    case 'measured':
    case 'probed':
    case 'drawn':
      return;
    default:
      recording.record(message);
  }
}

function controlsOf(course: Course, state: () => RunState): Training {
  return {
    async pause() {
      course.process?.post({ type: 'pause' });
      await course.until(() => state() === 'paused', ANSWER_TIMEOUT_MS);
    },
    async resume() {
      course.process?.post({ type: 'resume' });
      await course.until(() => state() === 'running', ANSWER_TIMEOUT_MS);
    },
    async suspend() {
      course.process?.post({ type: 'suspend' });
      await course.until(() => course.ended, ANSWER_TIMEOUT_MS);
    },
    async stop(timeoutMs = STOP_TIMEOUT_MS) {
      if (!course.ended) course.process?.post({ type: 'stop' });
      // A trainer that is at the evaluation of the end says how far it is, and is waited for.
      do {
        course.isEvaluating = false;
        await course.until(() => course.ended, timeoutMs);
      } while (!course.ended && course.isEvaluating);
      if (course.ended) return;
      course.gaveUp = true;
      course.process?.kill();
      await course.done;
    },
    done: course.done,
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
