import { at } from '../contract/at';
import type { CallOption } from './session-call';

/** Number of calls of each kind whose times are compared; the first one is ignored, because it includes preparation. */
const CALLS = 8;
/** All are compared again after calls of this many milliseconds, because other work on the machine comes and goes. */
const CHOICE_MS = 30_000;

/**
 * Chooses how a session is called: tries each of `options` in turn while training, and keeps the one with the least
 * median step time for half a minute.
 * @param options fewest steps first, beginning with one step
 */
export function autotune(options: readonly CallOption[]) {
  const times = new Map(options.map((option) => [option, [] as number[]]));
  let chosen = options.length === 1 ? at(options, 0) : null;
  let chosenMs = 0;

  const isComplete = () => [...times.values()].every(({ length }) => length > CALLS);
  const fastest = (): CallOption => {
    const medians = options.map((option) => median((times.get(option) ?? []).slice(1)) / option.steps);
    return at(options, medians.indexOf(Math.min(...medians)));
  };
  /** Of those with the fewest calls so far, so that all see the same state of the machine. */
  const nextToTry = (limit: number): CallOption => {
    const fits = options.filter(({ steps }) => steps <= limit);
    const callsOf = (option: CallOption) => times.get(option)?.length ?? 0;
    return fits.reduce((least, option) => (callsOf(option) < callsOf(least) ? option : least), at(fits, 0));
  };
  return {
    /** How the next call should be made, of at most `limit` steps. */
    next(limit: number): CallOption {
      if (chosen === null) return nextToTry(limit);
      if (chosen.steps <= limit) return chosen;
      const { thread } = chosen;
      return options.find((option) => option.steps === 1 && option.thread === thread) ?? at(options, 0);
    },
    record(option: CallOption, ms: number): void {
      if (chosen === null) {
        const recorded = times.get(option);
        if (recorded !== undefined && recorded.length <= CALLS) recorded.push(ms);
        if (isComplete()) chosen = fastest();
        return;
      }
      chosenMs += ms;
      if (chosenMs < CHOICE_MS || options.length === 1) return;
      chosen = null;
      chosenMs = 0;
      for (const recorded of times.values()) recorded.splice(0);
    },
    get chosen() {
      return chosen;
    },
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Infinity;
}
