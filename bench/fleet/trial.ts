import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { descendantsOf, isRunning, trainersOf } from '../../src-main/testing/processes';
import type { RunRecord } from '../../src-main/testing/run-record';
import { faultsAtEnd, runOf } from '../kill/check';
import { runProgram, startLimited, type Program } from '../kill/program';

/** `frozen`: the worker is stopped for longer than its lease, and then continues. */
export const TARGETS = ['worker', 'server', 'workbench', 'frozen'] as const;
export type Target = (typeof TARGETS)[number];

export interface Setting {
  readonly scratch: string;
  /** The folder of `fleet setup`. */
  readonly fleet: string;
  /** A data folder with the dataset, and without runs. */
  readonly prepared: string;
  readonly command: readonly string[];
  readonly whole: RunRecord;
  /** How long the run takes on this machine without a fleet. */
  readonly localMs: number;
}

const TRIAL_LIMIT_MS = 600_000;
const SERVER_AWAY_MS = 3_000;
/** Longer than it takes another worker to take the run. */
const FROZEN_MS = 75_000;
const GONE_LIMIT_MS = 15_000;
const POLL_MS = 100;

/** @param moment when it happens, as a fraction of the run */
export async function performTrial(setting: Setting, number: number, target: Target, moment: number) {
  const { scratch, fleet, prepared, command, whole, localMs } = setting;
  const dataDir = join(scratch, `trial-${String(number)}`);
  cpSync(prepared, dataDir, { recursive: true, preserveTimestamps: true });
  const faults: string[] = [];
  let server = await serve(setting);
  await runProgram(dataDir, 'fleet', 'join', join(fleet, 'people', 'tester.json'));
  const pool = `pool-${String(number)}`;
  const workers = ['a', 'b'].map((name) =>
    startLimited(
      TRIAL_LIMIT_MS,
      join(scratch, `worker-${name}`),
      'work',
      '--pool',
      pool,
      '--credentials',
      join(fleet, 'workers', 'box.json'),
    ),
  );
  let bench = startLimited(TRIAL_LIMIT_MS, dataDir, ...command, '--pool', pool);
  try {
    const worker = await takerOf(workers);
    await sleep(moment * localMs);
    const at = runOf(dataDir)?.step ?? 0;
    const trainers = trainersOf(worker.pid);
    if (target === 'worker') kill(worker, 'SIGKILL');
    if (target === 'frozen') {
      kill(worker, 'SIGSTOP');
      await sleep(FROZEN_MS);
      kill(worker, 'SIGCONT');
      if (!(await goneWithin(trainers))) faults.push('The trainer of the frozen worker did not end.');
    }
    if (target === 'server') {
      for (const pid of descendantsOf(server.pid)) process.kill(pid, 'SIGKILL');
      await server.ended;
      await sleep(SERVER_AWAY_MS);
      server = await serve(setting);
    }
    if (target === 'workbench') {
      kill(bench, 'SIGKILL');
      await bench.ended;
      bench = startLimited(TRIAL_LIMIT_MS, dataDir, 'serve');
    }
    await runEnded(dataDir);
    faults.push(...faultsAtEnd({ dataDir, whole, announced: 0 }));
    return { story: `at step ${String(at)}, taken ${String(takes(workers))} times`, faults };
  } finally {
    for (const program of [bench, ...workers, server]) {
      kill(program, 'SIGTERM');
      await Promise.race([program.ended, sleep(10_000)]);
      kill(program, 'SIGKILL');
    }
  }
}

async function serve({ fleet, scratch }: Setting): Promise<Program> {
  const server = startLimited(TRIAL_LIMIT_MS, join(scratch, 'server'), 'fleet', 'serve', fleet);
  await new Promise<void>((resolve) => {
    server.onEvent((event) => {
      if (JSON.stringify(event).includes('Server is ready')) resolve();
    });
  });
  return server;
}

const takes = (workers: readonly Program[]): number =>
  workers.flatMap(({ events }) => events).filter((event) => (event as { state?: string }).state === 'taken')
    .length;

/** The worker that has taken the run first. */
async function takerOf(workers: readonly Program[]): Promise<Program> {
  for (let waitedMs = 0; waitedMs < TRIAL_LIMIT_MS; waitedMs += POLL_MS) {
    const taker = workers.find((worker) => takes([worker]) > 0);
    if (taker !== undefined) return taker;
    await sleep(POLL_MS);
  }
  throw new Error('No worker has taken the run.');
}

async function runEnded(dataDir: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < TRIAL_LIMIT_MS; waitedMs += POLL_MS) {
    const state = runOf(dataDir)?.state;
    if (state !== undefined && !['queued', 'running', 'paused'].includes(state)) return;
    await sleep(POLL_MS);
  }
}

async function goneWithin(pids: readonly number[]): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < GONE_LIMIT_MS; waitedMs += POLL_MS) {
    if (!pids.some(isRunning)) return true;
    await sleep(POLL_MS);
  }
  return false;
}

function kill({ pid }: Program, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended.
  }
}
