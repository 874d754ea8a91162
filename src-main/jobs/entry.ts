import { problemOf, WorkbenchError } from '../contract/error';
import { connectToHost } from './channel';
import { taskControl, type Control } from './control';
import { outOfMemory } from '../engine/out-of-memory';
import type { ModelWork } from '../exports/perform';
import type { decodeSession } from './decode-session';
import type { serveImport } from './import-process';
import type { FileTask, HostMessage, JobMessage, Posted, TrainTask } from './protocol';
import { lowerPriority, TRAINING_PRIORITY } from './low-priority';
import { sendInParts } from './send-parts';

/**
 * The entry of a job's process. It performs one task and exits; imports and decode sessions run until they are ended.
 * Each task loads its own modules, so that a preview of an export does not wait for those of training.
 */
const tasks = taskControl();
let started = false;
let imports: Promise<ReturnType<typeof serveImport>> | null = null;
let decode: Promise<ReturnType<typeof decodeSession>> | null = null;
const checkpointParts: Uint8Array[] = [];

/** Returns the task with its checkpoint, whose parts arrived before it. */
function withCheckpoint<Task extends Posted<TrainTask>>(task: Task): Task & Pick<TrainTask, 'checkpoint'> {
  const parts = checkpointParts.splice(0);
  return { ...task, checkpoint: parts.length === 0 ? null : Buffer.concat(parts) };
}

const channel = connectToHost((message) => {
  switch (message.type) {
    case 'pause':
      tasks.pause();
      break;
    case 'resume':
      tasks.resume();
      break;
    case 'change':
    case 'step':
    case 'record':
      tasks.request(message);
      break;
    case 'slow':
      tasks.slow(message.waitMs);
      break;
    case 'checkpoint-recorded':
      tasks.checkpointRecorded();
      break;
    case 'suspend':
      tasks.suspend();
      break;
    case 'stop':
      tasks.stop();
      void imports?.then((session) => {
        session.stop();
      });
      break;
    case 'inspect':
    case 'import':
      imports ??= import('./import-process').then((module) => module.serveImport(channel));
      void imports.then((session) => {
        session.perform(message);
      });
      break;
    case 'load-engine':
      lowerPriority(TRAINING_PRIORITY);
      // What it throws is thrown again to the run.
      void Promise.all([
        import('./train'),
        import('../engine/backend').then((engine) => engine.loadTensorflow(message.device)),
      ]).catch(() => undefined);
      break;
    case 'checkpoint-part':
      checkpointParts.push(message.bytes);
      break;
    case 'load':
    case 'draw':
    case 'latent-facts':
    case 'latent': {
      decode ??= import('./decode-session').then((module) => module.decodeSession(channel.post));
      const task = message.type === 'load' ? { ...message, task: withCheckpoint(message.task) } : message;
      void decode.then((answer) => {
        answer(task);
      });
      break;
    }
    default:
      if (started) return;
      started = true;
      void perform(message, tasks.control, channel.post)
        .catch((error: unknown) => {
          if (!(error instanceof WorkbenchError))
            process.stderr.write(
              `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
            );
          channel.post({ type: 'failed', problem: outOfMemory(error) ?? problemOf(error) });
        })
        .then(channel.close);
  }
});

/** What a process of its own does before it ends. */
type Task = Extract<
  HostMessage,
  {
    type:
      | 'train'
      | 'evaluate'
      | 'nearest'
      | 'generate'
      | 'download'
      | 'newest-release'
      | 'export'
      | 'export-dataset'
      | 'unpack'
      | 'probe';
  }
>;

async function perform(task: Task, control: Control, post: (message: JobMessage) => void): Promise<void> {
  switch (task.type) {
    case 'train': {
      lowerPriority(TRAINING_PRIORITY);
      const whole = withCheckpoint(task.task);
      const { train } = await import('./train');
      return train(whole, control, sendInParts(post));
    }
    case 'evaluate': {
      const whole = withCheckpoint(task.task);
      const { measureQuality } = await import('./quality');
      return measureQuality(whole, post);
    }
    case 'nearest': {
      const { findNearest } = await import('./nearest');
      return findNearest(task.request, post);
    }
    case 'generate': {
      const { generateDataset } = await import('../datasets/generate');
      const onProgress = (done: number, total: number) => {
        post({ type: 'progress', done, total });
      };
      const watched = { onProgress, signal: control.signal };
      const isThere = await generateDataset(task.datasetId, task.directory, watched);
      post({ type: 'finished', outcome: isThere ? 'completed' : 'stopped', step: 0, problem: null });
      return;
    }
    case 'download': {
      const { downloadDataset } = await import('../downloads/download');
      const onProgress = (bytes: number, host: string) => {
        post({ type: 'received', bytes, host });
      };
      const watched = { onProgress, signal: control.signal };
      const isThere = await downloadDataset(task.request, watched);
      post({ type: 'finished', outcome: isThere ? 'completed' : 'stopped', step: 0, problem: null });
      return;
    }
    case 'newest-release': {
      const { newestRelease } = await import('../downloads/newest-release');
      post({ type: 'release', release: await newestRelease(task.source, control.signal) });
      post({ type: 'finished', outcome: 'completed', step: 0, problem: null });
      return;
    }
    case 'export':
    case 'export-dataset':
    case 'unpack': {
      const onProgress = (fraction: number) => {
        post({ type: 'progress', done: fraction, total: 1 });
      };
      await performFileTask(task, { onProgress, signal: control.signal });
      post({ type: 'finished', outcome: 'completed', step: 0, problem: null });
      return;
    }
    case 'probe': {
      const { loadTensorflow } = await import('../engine/backend');
      const { engineInfo } = await import('./engine-info');
      const backend = await loadTensorflow();
      const engine = engineInfo(backend, backend.native === null ? 'eager' : 'compiled');
      post({ type: 'probed', engine, why: backend.why });
    }
  }
}

async function performFileTask(
  task: FileTask,
  watched: { readonly onProgress: (fraction: number) => void; readonly signal: AbortSignal },
): Promise<void> {
  switch (task.type) {
    case 'export': {
      const { performExport } = await import('../exports/perform');
      // Most formats need neither models nor TensorFlow.
      const models: ModelWork = {
        draw: async (...request) => (await import('./export-samples')).drawSamples(...request),
        walk: async (...request) => (await import('./export-walk')).decodeWalk(...request),
        trace: async (...request) => (await import('./export-network')).traceNetwork(...request),
        start: async (...request) => (await import('./export-start')).recordStart(...request),
      };
      return performExport(task.request, { ...watched, models });
    }
    case 'export-dataset': {
      const { performDatasetExport } = await import('../exports/perform');
      return performDatasetExport(task.request, watched);
    }
    case 'unpack': {
      const { unpackRuns } = await import('./unpack-runs');
      return unpackRuns(task.request, watched);
    }
  }
}
