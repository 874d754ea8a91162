/** How many tasks may run at once, how many may wait, and the error for others. */
export interface SlotLimits {
  readonly atOnce: number;
  readonly waiting: number;
  readonly tooMany: () => Error;
}

interface Waiting {
  readonly start: () => void;
  readonly leave: (reason: Error) => void;
}

/** Runs tasks in the order in which they were added, a few at once. */
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
     * Resolves and rejects like `work`, which is not started if the signal is aborted before.
     * @param left the error if the signal removed the task from the queue
     * @param signal removes the task from the queue; a task that has started must handle the signal itself
     * @throws the error of `tooMany` if the queue is full
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

    /** Rejects all waiting tasks. */
    clear(reason: () => Error): void {
      for (const one of [...queue]) one.leave(reason());
    },
  };
}
