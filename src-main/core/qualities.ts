import { join } from 'node:path';
import { WorkbenchError } from '../contract/error';
import type { WorkbenchEvent } from '../contract/events';
import {
  ENCODER_VERSION,
  type Quality,
  type QualityMetricInfo,
  type QualityRequest,
} from '../contract/quality';
import type { Run } from '../contract/run';
import { QUALITY_METRICS } from '../evaluation/registry';
import type { JobMessage, MeasuredQuality } from '../jobs/protocol';
import type { Store } from '../store/open';
import { postWithCheckpoint, readParts } from './checkpoint-parts';
import { unknownCheckpoint } from './checkpoints';
import { throttled } from './dataset-task';
import type { Datasets } from './datasets';
import type { Hub } from './events';
import { evaluationLost } from './interruption';
import type { JobHost, JobProcess } from './job-host';
import { refusal } from './problem';
import type { LiveRuns } from './live-runs';
import { createSlots } from './slots';
import { unlessAborted } from './unless-aborted';

export interface QualitiesContext {
  readonly dataDir: string;
  readonly store: Pick<Store, 'checkpoints' | 'qualities'>;
  readonly host: JobHost;
  readonly liveRuns: Pick<LiveRuns, 'usable' | 'get'>;
  readonly datasets: Pick<Datasets, 'ready' | 'get'>;
  readonly events: Pick<Hub<WorkbenchEvent>, 'publish'>;
}

/** The requests of clients about the quality of samples. */
export interface Qualities {
  /** All metrics, in the order in which they are shown. */
  metrics(): readonly QualityMetricInfo[];
  /** By step. @throws WorkbenchError `run.unknown` */
  list(runId: number): Quality[];
  /**
   * Draws samples with a checkpoint and measures them in a separate process, beside runs that train.
   * @throws WorkbenchError `run.no-checkpoint`, `checkpoint.unknown`, `run.no-samples`, `run.evaluation-…`,
   *   `evaluation.…`, `dataset.…`
   */
  evaluate(runId: number, request: QualityRequest, signal?: AbortSignal): Promise<Quality>;
}

const MAX_WAITING = 8;

export function createQualities(context: QualitiesContext) {
  const { dataDir, store, host, liveRuns, datasets, events } = context;
  const slots = createSlots({ atOnce: 1, waiting: MAX_WAITING, tooMany });
  let working: JobProcess | null = null;
  let closed = false;

  async function measure(run: Run, request: QualityRequest, signal?: AbortSignal): Promise<Quality> {
    const { id: runId, config } = run;
    const { step, samples, seed } = request;
    const { files, fingerprint } = await datasets.ready(config.dataset);
    const found = store.checkpoints.find(runId, step);
    if (found === null) throw step === undefined ? noCheckpoint(run.name) : unknownCheckpoint(run, step);
    const left = () => closed || signal?.aborted === true;
    const checkpoint = await readParts(store, found, left);
    if (checkpoint === null || left()) throw cancelled();
    const file = `${fingerprint ?? config.dataset}-${String(ENCODER_VERSION)}.safetensors`;
    const process = host.spawn();
    working = process;
    const end = () => {
      process.kill();
    };
    signal?.addEventListener('abort', end);
    try {
      const answer = answerOf(process, (fraction) => {
        events.publish({ type: 'quality-progress', runId, fraction });
      });
      // Awaited after the task is posted; the process may die before.
      answer.catch(() => undefined);
      const encoderFile = join(dataDir, 'encoders', file);
      const task = { config: { ...config, device: 'auto' }, dataset: files, samples, seed, encoderFile };
      await postWithCheckpoint(process, { type: 'evaluate', task }, checkpoint);
      const quality = store.qualities.append({ ...(await answer), runId, createdAt: Date.now() });
      events.publish({ type: 'quality', quality });
      return quality;
    } finally {
      signal?.removeEventListener('abort', end);
      working = null;
      end();
    }
  }

  const requests: Qualities = {
    ...qualityReads(context),
    async evaluate(runId, request, signal) {
      const run = liveRuns.usable(runId);
      if (run.checkpointStep === null) throw noCheckpoint(run.name);
      const work = slots.run(() => measure(run, request, signal), cancelled, signal);
      return unlessAborted(work, signal, cancelled);
    },
  };
  return {
    requests,
    close(): void {
      closed = true;
      slots.clear(cancelled);
      working?.kill();
    },
  };
}

/** The requests that need no process. */
export function qualityReads({
  store,
  liveRuns,
}: {
  readonly store: { readonly qualities: Pick<Store['qualities'], 'list'> };
  readonly liveRuns: Pick<LiveRuns, 'get'>;
}): Omit<Qualities, 'evaluate'> {
  return {
    metrics: () => QUALITY_METRICS,
    list: (runId) => store.qualities.list(liveRuns.get(runId).id),
  };
}

function answerOf(process: JobProcess, onProgress: (fraction: number) => void): Promise<MeasuredQuality> {
  const report = throttled(onProgress);
  return new Promise((resolve, reject) => {
    process.onMessage((message: JobMessage) => {
      if (message.type === 'progress') report(message.done / Math.max(message.total, 1));
      if (message.type === 'measured') resolve(message.quality);
      if (message.type === 'failed') reject(new WorkbenchError(message.problem));
    });
    process.onExit((how) => {
      reject(new WorkbenchError(evaluationLost(how)));
    });
  });
}

function noCheckpoint(name: string): WorkbenchError {
  return refusal(
    'run.no-checkpoint',
    `${name} has no checkpoint yet to evaluate.`,
    'Wait for its first checkpoint, or pause it: that writes one.',
  );
}

function tooMany(): WorkbenchError {
  return refusal(
    'run.evaluation-busy',
    `A run is being evaluated, and ${String(MAX_WAITING)} others wait for that.`,
    'Wait until some of them are done, then try again.',
  );
}

function cancelled(): WorkbenchError {
  return refusal('run.evaluation-cancelled', 'The evaluation was cancelled.', 'Evaluate again.');
}
