export interface Interrupt {
  /** Aborted by the first Ctrl-C or termination signal. */
  readonly signal: AbortSignal;
  dispose(): void;
}

/** Resolves when an interrupt is requested; immediately if it already was. */
export function interrupted({ signal }: Interrupt): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true },
    );
  });
}

/** By convention 128 + SIGINT. */
export const INTERRUPTED_EXIT_CODE = 130;

/** npm forwards the Ctrl-C that the terminal has already sent to the whole process group: one key, two signals. */
const SAME_KEY_MS = 300;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The first signal requests a clean end, the second ends the process immediately (and its trainer with it).
 * @param exit ends the process
 */
export function listenForInterrupt(exit = (code: number): void => process.exit(code)): Interrupt {
  const controller = new AbortController();
  let firstAt = 0;
  const listener = (): void => {
    if (!controller.signal.aborted) {
      firstAt = performance.now();
      controller.abort();
    } else if (performance.now() - firstAt > SAME_KEY_MS) {
      exit(INTERRUPTED_EXIT_CODE);
    }
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return {
    signal: controller.signal,
    dispose: () => {
      for (const signal of SIGNALS) process.off(signal, listener);
    },
  };
}
