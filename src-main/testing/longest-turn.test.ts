import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { longestTurn, MAX_TURN_MS } from './longest-turn';

/** Keeps the thread busy for a stretch of its own CPU time, however often it is interrupted. */
function compute(ms: number): void {
  const start = process.threadCpuUsage();
  for (;;) {
    const { user, system } = process.threadCpuUsage(start);
    if (user + system >= ms * 1000) return;
  }
}

it('finds one long turn, at the start, in the middle or at the end', async () => {
  const parts = [async () => compute(1.2 * MAX_TURN_MS), () => nextTurn(), () => sleep(5)];
  for (const order of [
    [0, 1, 2],
    [2, 0, 1],
    [1, 2, 0],
  ]) {
    const { longestMs } = await longestTurn(async () => {
      for (const part of order) await parts[part]?.();
    });
    expect(longestMs).toBeGreaterThan(MAX_TURN_MS);
  }
});

it('counts as one turn what only waits for promises in between', async () => {
  const { longestMs } = await longestTurn(async () => {
    for (let i = 0; i < 12; i++) {
      compute(MAX_TURN_MS / 10);
      await Promise.resolve();
    }
  });
  expect(longestMs).toBeGreaterThan(MAX_TURN_MS);
});

it('counts the same work in slices as short turns', async () => {
  const { longestMs, result } = await longestTurn(async () => {
    for (let i = 0; i < 40; i++) {
      compute(5);
      await nextTurn();
    }
    return 'done';
  });
  expect(result).toBe('done');
  expect(longestMs).toBeLessThan(MAX_TURN_MS);
});

it('does not count time in which another process has the processor', async () => {
  // As when the thread is preempted: it stands still and uses no CPU time.
  const asleep = new Int32Array(new SharedArrayBuffer(4));
  const { longestMs } = await longestTurn(async () => {
    Atomics.wait(asleep, 0, 0, 150);
    await nextTurn();
  });
  expect(longestMs).toBeLessThan(MAX_TURN_MS);
});
