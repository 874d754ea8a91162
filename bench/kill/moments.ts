import Database from 'better-sqlite3';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { STORE_FILE } from '../../src-main/store/open';
import type { Program } from './program';

/** Duration of the uninterrupted run, for choosing moments. */
export interface Timing {
  /** From the start of its command to the trainer's first message. */
  readonly readyMs: number;
  /** From the first message to the end of the run. */
  readonly trainingMs: number;
  readonly checkpoints: number;
}

export interface Moment {
  readonly name: string;
  /** Resolves when the moment has come, or the program has ended. */
  wait(program: Program, dataDir: string): Promise<void>;
}

export const MOMENTS = ['early', 'at a checkpoint', 'any'] as const;

/** @param uniform draws a number between two numbers */
export function chooseMoment(
  kind: (typeof MOMENTS)[number],
  timing: Timing,
  uniform: (low: number, high: number) => number,
): Moment {
  if (kind === 'early') {
    const ms = uniform(0, 1.2 * timing.readyMs);
    return { name: `after ${text(ms)}`, wait: (program) => unlessEnded(program, sleep(ms)) };
  }
  if (kind === 'any') {
    const ms = uniform(0, timing.trainingMs);
    return {
      name: `${text(ms)} into training`,
      wait: (program) =>
        unlessEnded(
          program,
          event(program, 'engine').then(() => sleep(ms)),
        ),
    };
  }
  const nth = 1 + Math.floor(uniform(0, timing.checkpoints - 1));
  const ms = uniform(0, 60);
  return {
    name: `${text(ms)} after checkpoint ${String(nth)}`,
    wait: (program, dataDir) =>
      unlessEnded(
        program,
        checkpoint(program, dataDir, nth).then(() => sleep(ms)),
      ),
  };
}

const text = (ms: number) => `${String(Math.round(ms))} ms`;

const unlessEnded = async (program: Program, moment: Promise<unknown>) => {
  await Promise.race([program.ended, moment]);
};

function event(program: Program, name: string): Promise<void> {
  return new Promise((resolve) => {
    program.onEvent((one) => {
      if (one.event === name) resolve();
    });
  });
}

/** The program announces what it has written at most four times per second; the file shows it immediately. */
async function checkpoint(program: Program, dataDir: string, nth: number): Promise<void> {
  await event(program, 'engine');
  const db = new Database(join(dataDir, STORE_FILE), { readonly: true });
  const newest = db.prepare<[], number | null>('SELECT max(step) FROM checkpoints').pluck();
  let seen = 0;
  for (let last: number | null = null; seen < nth && program.child.exitCode === null; await sleep(2)) {
    const step = newest.get() ?? null;
    if (step !== last) seen++;
    last = step;
  }
  db.close();
}
