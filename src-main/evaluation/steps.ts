/**
 * A long computation in short blocks. It yields the fraction done after each block, so that the caller can report
 * progress, stop it, or let other work of the process continue. Stopping it (`return()`) releases everything.
 */
export type Steps<T> = Generator<number, T, void>;

/** Runs all blocks without interruption, and returns the value. */
export function complete<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

export interface StepOptions {
  readonly signal?: AbortSignal;
  /** @param fraction done, 0 to 1 */
  readonly onProgress?: (fraction: number) => void;
}

/**
 * Runs block by block and returns to the event loop after each.
 * @throws the signal's reason if it is aborted
 */
export async function runSteps<T>(steps: Steps<T>, { signal, onProgress }: StepOptions = {}): Promise<T> {
  for (;;) {
    if (signal?.aborted === true) {
      steps.return(undefined as T);
      throw abortReason(signal);
    }
    const { done, value } = steps.next();
    if (done === true) return value;
    onProgress?.(value);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

function abortReason({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new Error('Aborted');
}

/** Runs a part of a computation; its progress maps to fractions `from` to `to` of the whole. */
export function* part<T>(steps: Steps<T>, from: number, to: number): Steps<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    yield from + (to - from) * value;
  }
}
