import { randomBytes } from 'node:crypto';
import type { JobHost, JobProcess, ProcessEnd } from '../../src-main/core/job-host';
import { readCredentials } from '../../src-main/fleet/credentials';
import { work } from '../../src-main/fleet/worker';
import type { JobMessage } from '../../src-main/jobs/protocol';
import { FAKE_ENGINE } from '../../src-main/testing/fake-job-host';

/** What a simulated trainer posts, and for how long. */
export interface Pattern {
  readonly durationMs: number;
  readonly messageEveryMs: number;
  readonly stepsPerMessage: number;
  readonly figureEveryMs: number;
  readonly figureBytes: number;
  /** null: no checkpoints. */
  readonly checkpointEveryMs: number | null;
  readonly checkpointBytes: number;
}

export interface SimulatedWorker {
  readonly credentials: string;
  readonly directory: string;
  readonly pool: string;
  readonly pattern: Pattern;
}

const METRICS = 8;
const PART_BYTES = 2 ** 20;
/** Milliseconds since 1970, with fractions, which all processes of a machine share. */
export const nowMs = (): number => performance.timeOrigin + performance.now();

/** The worker of the product, whose trainers post what a pattern says. Ends after one job. */
export async function simulateWorker({
  credentials,
  directory,
  pool,
  pattern,
}: SimulatedWorker): Promise<void> {
  await work({
    credentials: readCredentials(credentials, 'worker'),
    host: simulatedHost(pattern),
    directory,
    pool,
    device: null,
    slots: 1,
    once: true,
    onJob: () => undefined,
    ending: new AbortController().signal,
  });
}

function simulatedHost(pattern: Pattern): JobHost {
  return { spawn: () => simulatedTrainer(pattern) };
}

function simulatedTrainer(pattern: Pattern): JobProcess {
  let onMessage: (message: JobMessage) => void = () => undefined;
  let onExit: (end: ProcessEnd) => void = () => undefined;
  const timers: NodeJS.Timeout[] = [];
  const part = randomBytes(PART_BYTES);
  let step = 0;

  /** The value of every metric is the time at which it was posted. */
  function metrics(): void {
    const steps = Array.from({ length: pattern.stepsPerMessage }, (_, index) => step + index + 1);
    step += pattern.stepsPerMessage;
    const values = steps.map(nowMs);
    const rows = Array.from({ length: METRICS }, (_, index) => ({
      name: `metric_${String(index)}`,
      steps,
      values,
    }));
    const stepsPerSecond = (1000 * pattern.stepsPerMessage) / pattern.messageEveryMs;
    onMessage({ type: 'metrics', step, elapsedMs: step, stepsPerSecond, rows, evaluations: [] });
  }

  function figure(): void {
    const sheet = { columns: 8, rows: 8, tileWidth: 28, tileHeight: 28 };
    const bytes = randomBytes(pattern.figureBytes);
    onMessage({ type: 'figure', step, kind: 'samples', mediaType: 'image/png', sheet, bytes });
  }

  function checkpoint(): void {
    for (let left = pattern.checkpointBytes; left > 0; left -= PART_BYTES)
      onMessage({ type: 'checkpoint-part', bytes: left >= PART_BYTES ? part : part.subarray(0, left) });
    onMessage({ type: 'checkpoint', step, elapsedMs: step });
  }

  function begin(): void {
    const totalSteps = Math.ceil(pattern.durationMs / pattern.messageEveryMs) * pattern.stepsPerMessage;
    onMessage({
      type: 'ready',
      engine: FAKE_ENGINE,
      networks: [],
      step: 0,
      totalSteps,
      stepsPerEpoch: totalSteps,
    });
    timers.push(setInterval(metrics, pattern.messageEveryMs), setInterval(figure, pattern.figureEveryMs));
    if (pattern.checkpointEveryMs !== null) timers.push(setInterval(checkpoint, pattern.checkpointEveryMs));
    timers.push(setTimeout(finish, pattern.durationMs));
  }

  function finish(): void {
    timers.forEach(clearTimeout);
    onMessage({ type: 'finished', outcome: 'completed', step, problem: null });
    onExit({ signal: null, lastWords: '' });
  }

  return {
    post({ type }) {
      if (type === 'train') setImmediate(begin);
    },
    onMessage: (listener) => void (onMessage = listener),
    onExit: (listener) => void (onExit = listener),
    kill: () => void timers.forEach(clearTimeout),
  };
}
