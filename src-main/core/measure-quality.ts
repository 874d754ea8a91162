import { join } from 'node:path';
import { refusal, WorkbenchError } from '../contract/error';
import type { WorkbenchEvent } from '../contract/events';
import { noCheckpointProblem } from '../contract/no-checkpoint';
import { ENCODER_VERSION, type Quality, type QualityEffort, type QualityRequest } from '../contract/quality';
import type { Run } from '../contract/run';
import type { JobMessage } from '../jobs/protocol';
import type { Store } from '../store/open';
import { postWithCheckpoint, readParts } from './checkpoint-parts';
import { unknownCheckpoint } from './checkpoints';
import { throttled } from './dataset-task';
import type { Datasets } from './datasets';
import type { Hub } from './events';
import { evaluationLost } from './interruption';
import type { JobHost, JobProcess } from './job-host';
import type { LiveRuns } from './live-runs';

export interface MeasureContext {
  readonly dataDir: string;
  readonly store: Pick<Store, 'checkpoints' | 'qualities' | 'runs'>;
  readonly liveRuns: Pick<LiveRuns, 'change' | 'announce'>;
  readonly host: JobHost;
  readonly datasets: Pick<Datasets, 'ready'>;
  readonly events: Pick<Hub<WorkbenchEvent>, 'publish'>;
}

export interface MeasureOptions {
  readonly effort: QualityEffort;
  readonly isInBackground: boolean;
  /** Any of these signals ends the measurement. */
  readonly signals: readonly AbortSignal[];
}

/** Draws samples with a checkpoint of a run, measures them in a separate process, and records the result. */
export type Measure = ReturnType<typeof measurer>;

export function measurer(context: MeasureContext) {
  const { dataDir, store, host, datasets, events } = context;
  return async (run: Run, request: QualityRequest, options: MeasureOptions): Promise<Quality> => {
    const { effort, isInBackground, signals } = options;
    const { id: runId, config } = run;
    const { step, samples, seed } = request;
    const { files, fingerprint } = await datasets.ready(config.dataset);
    const found = store.checkpoints.find(runId, step);
    if (found === null) throw step === undefined ? noCheckpoint(run) : unknownCheckpoint(run, step);
    const left = () => signals.some(({ aborted }) => aborted);
    const checkpoint = await readParts(store, found, left);
    if (checkpoint === null || left()) throw cancelled();
    const process = host.spawn();
    const end = () => {
      process.kill();
    };
    for (const signal of signals) signal.addEventListener('abort', end);
    try {
      // Quick evaluations during training show no progress.
      const isShown = effort === 'full';
      const answer = answerOf(process, (fraction) => {
        if (isShown) events.publish({ type: 'quality-progress', runId, fraction });
      });
      // The answer is awaited after the request was posted; the process may die before.
      answer.catch(() => undefined);
      const device = effort === 'quick' ? ('cpu' as const) : ('auto' as const);
      const encoderFile = encoderFileOf(dataDir, fingerprint ?? config.dataset);
      const task = {
        config: { ...config, device },
        dataset: files,
        samples,
        seed,
        effort,
        isInBackground,
        encoderFile,
      };
      await postWithCheckpoint(process, { type: 'evaluate', task }, checkpoint);
      const { quality: measured, closestPng } = await answer;
      const quality = store.qualities.append({ ...measured, runId, createdAt: Date.now() }, closestPng);
      events.publish({ type: 'quality', quality });
      announceQuality(context, runId);
      return quality;
    } finally {
      for (const signal of signals) signal.removeEventListener('abort', end);
      end();
    }
  };
}

/** Announces a run with the quality that lists show, unless it was removed meanwhile. */
function announceQuality({ store, liveRuns }: MeasureContext, runId: number): void {
  const run = store.runs.get(runId);
  if (run === null || run.deletedAt !== null) return;
  liveRuns.change(runId, { quality: run.quality });
  liveRuns.announce(runId);
}

/** @param dataset fingerprint of the dataset, or its id if it has none */
export function encoderFileOf(dataDir: string, dataset: string): string {
  return join(dataDir, 'encoders', `${dataset}-${String(ENCODER_VERSION)}.safetensors`);
}

type Measured = Extract<JobMessage, { type: 'measured' }>;

function answerOf(process: JobProcess, onProgress: (fraction: number) => void): Promise<Measured> {
  const report = throttled(onProgress);
  return new Promise((resolve, reject) => {
    process.onMessage((message: JobMessage) => {
      if (message.type === 'progress') report(message.done / Math.max(message.total, 1));
      if (message.type === 'measured') resolve(message);
      if (message.type === 'failed') reject(new WorkbenchError(message.problem));
    });
    process.onExit((how) => {
      reject(new WorkbenchError(evaluationLost(how)));
    });
  });
}

export function noCheckpoint(run: Run): WorkbenchError {
  return new WorkbenchError(noCheckpointProblem(run, 'evaluate'));
}

export function cancelled(): WorkbenchError {
  return refusal('run.evaluation-cancelled', {});
}
