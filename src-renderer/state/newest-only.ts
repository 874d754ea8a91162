/**
 * Processes only the newest value: one at a time, and of the values that arrive meanwhile only the last. There is no
 * queue.
 * @param work must not reject
 */
export function newestOnly<T>(work: (value: T) => Promise<void>): (value: T) => void {
  let isWorking = false;
  let waiting: { readonly value: T } | null = null;

  async function drain(first: T): Promise<void> {
    isWorking = true;
    await work(first);
    while (waiting !== null) {
      const { value } = waiting;
      waiting = null;
      await work(value);
    }
    isWorking = false;
  }

  return (value) => {
    if (isWorking) waiting = { value };
    else void drain(value);
  };
}
