export interface Interrupt {
  /** Aborted by the first Ctrl-C, or a request to end. */
  readonly signal: AbortSignal;
  dispose(): void;
}

/** By convention 128 + SIGINT. */
export const INTERRUPTED_EXIT_CODE = 130;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first signal asks for a clean end, the second ends the process at once (and its trainer with it). */
export function listenForInterrupt(): Interrupt {
  const controller = new AbortController();
  const listener = (): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED_EXIT_CODE);
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return {
    signal: controller.signal,
    dispose: () => {
      for (const signal of SIGNALS) process.off(signal, listener);
    },
  };
}
