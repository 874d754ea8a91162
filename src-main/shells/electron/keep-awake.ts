import { powerSaveBlocker } from 'electron';
import type { Run } from '../../contract/run';

/** Returns a function that keeps the machine from sleeping while one of the given runs trains; the screen may turn off. */
export function sleepBlocker(): (runs: readonly Pick<Run, 'state'>[]) => void {
  let blocker: number | null = null;
  return (runs) => {
    const trains = runs.some(({ state }) => state === 'running');
    if (trains) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  };
}
