import { mkdirSync, writeFileSync } from 'node:fs';
import { problemOf } from '../contract/error';
import type { MetricRows } from '../contract/run';
import { splitPaths } from '../datasets/files';
import { encodeIdxImages, encodeIdxLabels } from '../datasets/idx';
import { importSession } from '../datasets/import-session';
import { performDatasetExport, performExport } from '../exports/perform';
import { unpackRuns } from '../jobs/unpack-runs';
import type { DownloadTask, HostMessage, ImportTask, JobMessage, Posted, TrainTask } from '../jobs/protocol';
import type { ProcessEnd, JobHost, JobProcess } from '../core/job-host';

/** A trainer for tests, in this process: posts what a test makes it post. */
export interface FakeTrainer {
  readonly posted: HostMessage[];
  /** The variables that it has beside those of every job. */
  readonly environment: Readonly<Record<string, string>>;
  /** The task, if it was asked to train. */
  readonly task: TrainTask;
  readonly kind: HostMessage['type'] | null;
  /** Whether it answers pause, resume and stop by itself, as a real one does. */
  obedient: boolean;
  killed: boolean;
  exited: boolean;
  send(message: JobMessage): void;
  ready(step?: number, totalSteps?: number): void;
  /** Rows of `d_loss` and `g_loss` for the steps `from` to `to`, by default with the step as the value. */
  metrics(from: number, to: number, value?: (step: number) => number): void;
  figure(step: number, kind?: 'samples' | 'reconstructions'): void;
  checkpoint(step: number): void;
  /** Its last message and its end. */
  finish(outcome?: 'completed' | 'stopped' | 'suspended' | 'diverged'): void;
  /** Its end without a last message. */
  exit(end?: Partial<ProcessEnd>): void;
}

/** What a fake trainer reports of itself. */
export const FAKE_ENGINE = {
  mode: 'compiled',
  backend: 'tensorflow',
  device: 'CPU',
  tensorflow: '2.21.0',
  tfjs: '4.22.0',
} as const;

export type Downloader = (
  request: DownloadTask['request'],
  watched: { onProgress: (bytes: number, host: string) => void; signal: AbortSignal },
) => Promise<boolean>;

export function fakeJobHost() {
  const trainers: FakeTrainer[] = [];
  const settings = {
    generates: true,
    inspects: true,
    imports: true,
    probes: true,
    exports: true,
    obedient: true,
  };
  /** What fetches files for a test that does. */
  const downloader: { fetch: Downloader | null } = { fetch: null };

  function spawn(environment: Readonly<Record<string, string>> = {}): JobProcess {
    let onMessage: (message: JobMessage) => void = () => undefined;
    let onExit: (end: ProcessEnd) => void = () => undefined;
    let step = 0;
    const parts: Uint8Array[] = [];
    let task: TrainTask | null = null;

    /** A process that was made ready before is asked for something later. */
    const first = () => trainer.posted.find(({ type }) => type !== 'load-engine');

    const trainer: FakeTrainer = {
      posted: [],
      environment,
      obedient: settings.obedient,
      killed: false,
      exited: false,
      get kind() {
        return first()?.type ?? null;
      },
      get task() {
        if (first()?.type !== 'train' || task === null)
          throw new Error('This trainer was not asked to train.');
        return task;
      },
      send(message) {
        if (trainer.exited) throw new Error('This trainer has ended.');
        onMessage(message);
      },
      ready(from = 0, totalSteps = 1000) {
        step = from;
        trainer.send({
          type: 'ready',
          engine: FAKE_ENGINE,
          networks: [],
          step,
          totalSteps,
          stepsPerEpoch: 100,
        });
      },
      metrics(from, to, value = (at) => at) {
        const steps = Array.from({ length: to - from + 1 }, (_, i) => from + i);
        const rows: MetricRows[] = ['d_loss', 'g_loss'].map((name) => ({
          name,
          steps,
          values: steps.map(value),
        }));
        step = to;
        trainer.send({
          type: 'metrics',
          step,
          elapsedMs: step * 2,
          stepsPerSecond: 500,
          rows,
          evaluations: [],
        });
      },
      figure(at, kind = 'samples') {
        const sheet = { columns: 1, rows: 1, tileWidth: 1, tileHeight: 1 };
        const bytes = Uint8Array.of(at % 256);
        trainer.send({ type: 'figure', step: at, kind, mediaType: 'image/png', sheet, bytes });
      },
      checkpoint(at) {
        trainer.send({ type: 'checkpoint-part', bytes: Uint8Array.of(at % 256) });
        trainer.send({ type: 'checkpoint-part', bytes: Uint8Array.of(1) });
        trainer.send({ type: 'checkpoint', step: at, elapsedMs: at * 2 });
      },
      finish(outcome = 'completed') {
        trainer.send({ type: 'finished', outcome, step, problem: null });
        trainer.exit();
      },
      exit(end = {}) {
        if (trainer.exited) return;
        trainer.exited = true;
        onExit({ signal: null, lastWords: '', ...end });
      },
    };
    trainers.push(trainer);

    const session = importSession();
    const stop = new AbortController();
    async function importAnswer(task: ImportTask): Promise<JobMessage> {
      if (task.type === 'inspect') {
        return { type: 'inspected', result: await session.inspect(task.files, task.options) };
      }
      await session.write(task.request, task.directory, {});
      return { type: 'finished', outcome: 'completed', step: 0, problem: null };
    }

    function answer(message: HostMessage): void {
      if (message.type === 'generate' && settings.generates) {
        writeTinyDataset(message.directory);
        trainer.send({ type: 'progress', done: 1, total: 2 });
        trainer.finish();
      }
      if (
        (message.type === 'inspect' && settings.inspects) ||
        (message.type === 'import' && settings.imports)
      ) {
        void importAnswer(message).then(
          (answered) => {
            trainer.send(answered);
          },
          (error: unknown) => {
            trainer.send({ type: 'failed', problem: problemOf(error) });
          },
        );
      }
      if (message.type === 'download' && downloader.fetch !== null) {
        const onProgress = (bytes: number, from: string) => {
          trainer.send({ type: 'received', bytes, host: from });
        };
        downloader.fetch(message.request, { onProgress, signal: stop.signal }).then(
          (isThere) => {
            trainer.finish(isThere ? 'completed' : 'stopped');
          },
          (error: unknown) => {
            trainer.send({ type: 'failed', problem: problemOf(error) });
            trainer.exit();
          },
        );
      }
      if (message.type === 'unpack') {
        unpackRuns(message.request, { onProgress: () => undefined, signal: stop.signal }).then(
          () => {
            trainer.finish();
          },
          (error: unknown) => {
            trainer.send({ type: 'failed', problem: problemOf(error) });
            trainer.exit();
          },
        );
      }
      if ((message.type === 'export' || message.type === 'export-dataset') && settings.exports) {
        const onProgress = (done: number) => {
          trainer.send({ type: 'progress', done, total: 1 });
        };
        const watched = { onProgress, signal: stop.signal };
        const none = () => Promise.reject(new Error('There are no models here.'));
        const models = { draw: none, walk: none, trace: none, start: none };
        const written =
          message.type === 'export'
            ? performExport(message.request, { ...watched, models })
            : performDatasetExport(message.request, watched);
        written.then(
          () => {
            trainer.finish();
          },
          (error: unknown) => {
            trainer.send({ type: 'failed', problem: problemOf(error) });
            trainer.exit();
          },
        );
      }
      if (message.type === 'stop') stop.abort();
      if (message.type === 'probe' && settings.probes) {
        trainer.send({ type: 'probed', engine: FAKE_ENGINE, why: 'cpu-requested' });
        trainer.exit();
      }
      if (message.type === 'stop' && trainer.kind === 'generate' && trainer.obedient)
        trainer.finish('stopped');
      if (message.type === 'stop' && trainer.kind === 'inspect' && trainer.obedient)
        trainer.send({ type: 'finished', outcome: 'stopped', step: 0, problem: null });
      if (trainer.kind !== 'train' || !trainer.obedient || trainer.exited) return;
      if (message.type === 'pause') trainer.send({ type: 'paused' });
      if (message.type === 'resume') trainer.send({ type: 'resumed' });
      if (message.type === 'change')
        trainer.send({ type: 'changed', step, hyperparameters: message.hyperparameters });
      if (message.type === 'record') {
        if (message.what === 'checkpoint') trainer.checkpoint(step);
        else trainer.figure(step);
        trainer.send({ type: 'recorded', step });
      }
      if (message.type === 'step') {
        if (message.only !== null)
          trainer.send({ type: 'changed', step, hyperparameters: {}, only: message.only });
        trainer.metrics(step + 1, step + 1);
      }
      if (message.type === 'suspend') {
        trainer.checkpoint(step);
        trainer.finish('suspended');
      }
      if (message.type === 'stop') {
        trainer.checkpoint(step);
        trainer.finish('stopped');
      }
    }

    /** The task with the checkpoint that came before it. */
    function whole(posted: Posted<TrainTask>): TrainTask {
      task = { ...posted, checkpoint: parts.length === 0 ? null : Buffer.concat(parts.splice(0)) };
      return task;
    }

    return {
      post(message) {
        if (message.type === 'checkpoint-part') {
          parts.push(message.bytes);
          return;
        }
        trainer.posted.push(
          'task' in message ? Object.assign({}, message, { task: whole(message.task) }) : message,
        );
        // A real one never answers within the call.
        setImmediate(() => {
          if (!trainer.exited) answer(message);
        });
      },
      onMessage: (listener) => void (onMessage = listener),
      onExit: (listener) => void (onExit = listener),
      kill() {
        trainer.killed = true;
        setImmediate(() => {
          trainer.exit();
        });
      },
    };
  }

  const host: JobHost = { spawn };
  return {
    host,
    settings,
    downloader,
    trainers,
    /** The newest trainer that was asked to train. */
    training(): FakeTrainer {
      const found = [...trainers].reverse().find((trainer) => trainer.kind === 'train');
      if (!found) throw new Error('No run was started.');
      return found;
    },
  };
}

/** Four images of 2×2 in each split. */
export function writeTinyDataset(directory: string): void {
  mkdirSync(directory, { recursive: true });
  for (const split of ['train', 'test'] as const) {
    const { items, labels } = splitPaths(directory, split, 'images-idx3-ubyte');
    const images = Uint8Array.from({ length: 16 }, (_, i) => i * 16);
    writeFileSync(items, encodeIdxImages({ images, count: 4, height: 2, width: 2 }));
    writeFileSync(labels, encodeIdxLabels(Uint8Array.of(0, 1, 2, 3)));
  }
}
