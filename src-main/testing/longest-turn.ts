import { slowness } from './machine-speed';

/**
 * The event-loop probe. To hold a piece of work to the limit:
 * `const { longestMs } = await longestTurn(() => work());`, then `expect(longestMs).toBeLessThan(MAX_TURN_MS)`.
 * Clients belong in another thread or process (`client.ts`), or their work counts too.
 */

/** Nothing may hold up the main process for longer than 50 ms, on a machine of the reference's speed. */
export const MAX_TURN_MS = 50 * slowness();

export interface Measured<T> {
  readonly result: T;
  /** The most CPU time that this thread used without a chance for anything else to run. */
  readonly longestMs: number;
}

/**
 * Runs `work` and measures the longest turn of this thread's event loop: CPU time between two ticks of a timer. Wall
 * time would also count what other processes take from this one, so that a busy machine would fail the test.
 */
export async function longestTurn<T>(work: () => T | Promise<T>): Promise<Measured<T>> {
  let longest = 0;
  let before = process.threadCpuUsage();
  const measure = (): void => {
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, user + system);
    before = process.threadCpuUsage();
  };
  const timer = setInterval(measure, 1);
  try {
    const result = await work();
    measure();
    return { result, longestMs: longest / 1000 };
  } finally {
    clearInterval(timer);
  }
}
