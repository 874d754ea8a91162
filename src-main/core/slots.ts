/** How many may work at once, how many may wait for that, and what the others are refused with. */
export interface SlotLimits {
  readonly atOnce: number;
  readonly waiting: number;
  readonly tooMany: () => Error;
}

interface Waiting {
  readonly start: () => void;
  readonly leave: (reason: Error) => void;
}

/** Lets work have its turn in the order in which it came, a few at once. */
export function createSlots({ atOnce, waiting, tooMany }: SlotLimits) {
  const queue: Waiting[] = [];
  let working = 0;

  function next(): void {
    if (working >= atOnce) return;
    const first = queue.shift();
    if (first === undefined) return;
    working++;
    first.start();
  }

  return {
    /**
     * Resolves and rejects as `work`, which is not begun where its turn does not come.
     * @param signal leaves the queue; work that has begun must see to its own end
     * @param left what it is then rejected with
     * @throws what `tooMany` gives, where as many wait as may
     */
    async run<T>(work: () => Promise<T>, left: () => Error, signal?: AbortSignal): Promise<T> {
      if (signal?.aborted === true) throw left();
      if (working >= atOnce && queue.length >= waiting) throw tooMany();
      await new Promise<void>((resolve, reject) => {
        const abandon = () => {
          mine.leave(left());
        };
        const mine: Waiting = {
          start: () => {
            signal?.removeEventListener('abort', abandon);
            resolve();
          },
          leave: (reason) => {
            queue.splice(queue.indexOf(mine), 1);
            signal?.removeEventListener('abort', abandon);
            reject(reason);
          },
        };
        signal?.addEventListener('abort', abandon);
        queue.push(mine);
        next();
      });
      try {
        return await work();
      } finally {
        working--;
        next();
      }
    },

    /** Sends away all that wait. */
    clear(reason: () => Error): void {
      for (const one of [...queue]) one.leave(reason());
    },
  };
}
