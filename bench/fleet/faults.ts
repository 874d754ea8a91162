import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, trainersOf } from '../../src-main/testing/processes';
import { runOf } from '../kill/check';
import { isOver, kill, openPositions, POLL_MS, type Lab } from './lab';

/** What a trial does to a run. */
export interface Fault {
  /**
   * Waits for its moment, and does it.
   * @param uniform draws a number between 0 and 1
   * @param stepOf the step that is a fraction of the run
   */
  strike(lab: Lab, uniform: () => number, stepOf: (fraction: number) => number): Promise<Strike>;
  /** Whether a second worker must have taken the run. */
  readonly isTakenOver: boolean;
}

export interface Strike {
  readonly story: string;
  /** How often it was done before the run had ended. */
  readonly times: number;
  readonly wrong: readonly string[];
}

const SHORT_AWAY_MS = 3_000;
const LONG_AWAY_MS = 90_000;
/** Longer than it takes another worker to take the run. */
const FROZEN_MS = 75_000;
/** How long a trainer may outlive the return of a worker that has lost the run. */
const GONE_LIMIT_MS = 15_000;
/** Of the moments, the part before the first step: while the dataset is fetched and TensorFlow is loaded. */
const EARLY = 0.15;
const EARLY_MS = 3_000;
/** A run that is nearly over may end before it is struck. */
const LATEST = 0.9;
/** The server stores this many messages in the time in which a process is killed. */
const MESSAGES_APART = 4;

async function moment(
  lab: Lab,
  uniform: () => number,
  stepOf: (fraction: number) => number,
): Promise<string> {
  const fraction = uniform() * LATEST;
  if (fraction < EARLY) {
    const waitMs = uniform() * EARLY_MS;
    await sleep(waitMs);
    return `${String(Math.round(waitMs))} ms after it was taken`;
  }
  await lab.untilStep(stepOf(fraction));
  await sleep(uniform() * 100);
  return `at step ${String(runOf(lab.dataDir)?.step ?? 0)}`;
}

/** Whether the run has not ended: after its last step, its worker may have sent its end already. */
const struck = (lab: Lab, steps: number): number => {
  const run = runOf(lab.dataDir);
  return run !== null && (isOver(run) || run.step >= steps) ? 0 : 1;
};

const worker: Fault = {
  isTakenOver: true,
  async strike(lab, uniform, stepOf) {
    const taker = await lab.taker();
    const story = await moment(lab, uniform, stepOf);
    const times = struck(lab, stepOf(1));
    kill(taker, 'SIGKILL');
    return { story, times, wrong: [] };
  },
};

const frozen: Fault = {
  isTakenOver: true,
  async strike(lab, uniform, stepOf) {
    const taker = await lab.taker();
    const story = await moment(lab, uniform, stepOf);
    const times = struck(lab, stepOf(1));
    const trainers = trainersOf(taker.pid);
    kill(taker, 'SIGSTOP');
    await sleep(FROZEN_MS);
    kill(taker, 'SIGCONT');
    const isGone = await goneWithin(trainers);
    return { story, times, wrong: isGone ? [] : ['The trainer of the frozen worker did not end.'] };
  },
};

const serverAway = (awayMs: number): Fault => ({
  isTakenOver: false,
  async strike(lab, uniform, stepOf) {
    await lab.taker();
    const story = await moment(lab, uniform, stepOf);
    const times = struck(lab, stepOf(1));
    await lab.killServer();
    await sleep(awayMs);
    await lab.restartServer();
    return { story, times, wrong: [] };
  },
});

/** Kills the workbench again and again, each time a few messages after the last, until the run has ended. */
const workbench: Fault = {
  isTakenOver: false,
  async strike(lab, uniform) {
    await lab.taker();
    const positions = openPositions(lab.dataDir);
    let last = positions.read();
    let times = 0;
    const moments: string[] = [];
    for (;;) {
      const apart = 1 + Math.floor(uniform() * MESSAGES_APART);
      let now = last;
      while (now.generation === last.generation && now.message < last.message + apart) {
        const run = runOf(lab.dataDir);
        if (run !== null && isOver(run)) {
          positions.close();
          return { story: `after the messages ${moments.join(', ')}`, times, wrong: [] };
        }
        await sleep(1);
        now = positions.read();
      }
      await lab.killBench();
      times++;
      last = positions.read();
      moments.push(String(last.message));
      lab.reopenBench();
    }
  },
};

export const FAULTS = {
  worker,
  server: serverAway(SHORT_AWAY_MS),
  'server-long': serverAway(LONG_AWAY_MS),
  workbench,
  frozen,
} as const satisfies Record<string, Fault>;
export type FaultName = keyof typeof FAULTS;

async function goneWithin(pids: readonly number[]): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < GONE_LIMIT_MS; waitedMs += POLL_MS) {
    if (!pids.some(isRunning)) return true;
    await sleep(POLL_MS);
  }
  return false;
}
