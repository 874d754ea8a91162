/** What the host asked of the task; the loop looks at it between two batches of steps. */
export interface Control {
  readonly paused: boolean;
  readonly stopping: boolean;
  /** Aborted by a stop. */
  readonly signal: AbortSignal;
  /** Resolves when the task may go on, or is to stop. */
  unpaused(): Promise<void>;
}

export function taskControl() {
  const abort = new AbortController();
  let paused = false;
  let wake: (() => void) | null = null;
  const release = () => {
    paused = false;
    wake?.();
    wake = null;
  };
  const control: Control = {
    get paused() {
      return paused;
    },
    get stopping() {
      return abort.signal.aborted;
    },
    signal: abort.signal,
    unpaused: () =>
      paused
        ? new Promise((resolve) => {
            wake = resolve;
          })
        : Promise.resolve(),
  };
  return {
    control,
    pause() {
      if (!abort.signal.aborted) paused = true;
    },
    resume: release,
    stop() {
      abort.abort();
      release();
    },
  };
}
