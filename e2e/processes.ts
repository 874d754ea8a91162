import { expect } from '@playwright/test';
import { isRunning, trainersOf } from '../src-main/testing/processes';

export { isRunning, trainersOf };

/** Kills the only trainer of a process, as a crash would. */
export async function killTrainer(rootPid: number): Promise<void> {
  await expect.poll(() => trainersOf(rootPid).length).toBeGreaterThan(0);
  for (const pid of trainersOf(rootPid)) process.kill(pid, 'SIGKILL');
}
