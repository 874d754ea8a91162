/** What the host asked of the task; the loop looks at it between two batches of steps. */
export interface Control {
  readonly paused: boolean;
  readonly stopping: boolean;
  /** The task is to end as soon as it can go on from there later. */
  readonly suspending: boolean;
  /** Aborted by a stop. */
  readonly signal: AbortSignal;
  /** Resolves when the task may go on, or is to end. */
  unpaused(): Promise<void>;
}

export function taskControl() {
  const abort = new AbortController();
  let paused = false;
  let suspending = false;
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
    get suspending() {
      return suspending;
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
      if (!abort.signal.aborted && !suspending) paused = true;
    },
    resume: release,
    suspend() {
      suspending = true;
      release();
    },
    stop() {
      abort.abort();
      release();
    },
  };
}
