import { cpSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunRecord } from '../../src-main/testing/run-record';
import { isRunning, trainersOf } from '../../src-main/testing/processes';
import { faultsAfterKill, faultsAtEnd, runOf } from './check';
import type { Moment } from './moments';
import { runProgram, startProgram, type Program } from './program';

export const TARGETS = ['trainer', 'process tree', 'host'] as const;
export type Target = (typeof TARGETS)[number];

export interface Trial {
  /** A folder with the dataset, and without runs. */
  readonly prepared: string;
  readonly dataDir: string;
  readonly command: readonly string[];
  readonly target: Target;
  readonly moment: Moment;
  readonly whole: RunRecord;
}

export interface Outcome {
  /** Short description of what happened to the run. */
  readonly story: string;
  readonly faults: readonly string[];
  /** Whether the run had ended before it could be killed. */
  readonly tooLate: boolean;
}

/** A trainer ends by itself when its host has ended; while it loads TensorFlow it notices late. */
const ALONE_LIMIT_MS = 60_000;

/** Kills a run at a moment, checks the remains, resumes it, and compares the result with the uninterrupted run. */
export async function performTrial(trial: Trial): Promise<Outcome> {
  const { prepared, dataDir, command, target, moment, whole } = trial;
  cpSync(prepared, dataDir, { recursive: true, preserveTimestamps: true });
  const program = startProgram(dataDir, ...command);
  await moment.wait(program, dataDir);
  const tooLate = program.child.exitCode !== null;
  const trainers = tooLate ? [] : trainersOf(program.pid);
  kill(target, program, trainers);
  const aloneMs = await goneAfter(trainers);
  await program.ended;

  const evidence = { dataDir, whole, announced: lastStep(program) };
  const faults = faultsAfterKill(evidence);
  if (aloneMs === null) faults.push(`The trainer was still there ${String(ALONE_LIMIT_MS / 1000)} s later.`);
  const left = runOf(dataDir);
  const { story, ended } = await takeUp(trial, left);
  if (ended !== null) faults.push(ended);
  else faults.push(...faultsAtEnd(evidence));
  const at = left === null ? 'before it was recorded' : `at step ${String(left.step)}`;
  const alone = trainers.length > 0 && target === 'host' ? `, trainer gone ${text(aloneMs)} later` : '';
  return { story: `${at}${alone}, ${story}`, faults, tooLate };
}

function kill(target: Target, program: Program, trainers: readonly number[]): void {
  const hosts = target === 'trainer' && trainers.length > 0 ? [] : [program.pid];
  for (const pid of [...hosts, ...(target === 'host' ? [] : trainers)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // The process has already ended.
    }
  }
}

/** Milliseconds until the last of the processes had ended; null if one is still running. */
async function goneAfter(pids: readonly number[]): Promise<number | null> {
  const start = performance.now();
  while (pids.some(isRunning)) {
    if (performance.now() - start > ALONE_LIMIT_MS) return null;
    await sleep(20);
  }
  return performance.now() - start;
}

/** Completes the run: resumes it, or starts it again if it was killed before it was recorded. */
async function takeUp(
  { dataDir, command }: Trial,
  left: ReturnType<typeof runOf>,
): Promise<{ story: string; ended: string | null }> {
  if (left?.state === 'completed') return { story: 'had completed', ended: null };
  try {
    if (left === null) await runProgram(dataDir, ...command);
    else await runProgram(dataDir, 'resume', String(left.id));
    return { story: left === null ? 'begun again' : 'resumed', ended: null };
  } catch (error) {
    return { story: 'could not be taken up', ended: (error as Error).message };
  }
}

const lastStep = ({ events }: Program) =>
  Math.max(
    0,
    ...events.flatMap(({ event, step }) => (event === 'progress' && step !== undefined ? [step] : [])),
  );

const text = (ms: number | null) => (ms === null ? 'never' : `${(ms / 1000).toFixed(1)} s`);
