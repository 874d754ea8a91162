/** The host's requests to the task; a training session checks them each time it has read metrics. */
export interface Control {
  readonly paused: boolean;
  readonly stopping: boolean;
  /** The task should end as soon as it can be continued later. */
  readonly suspending: boolean;
  /** Aborted when the task is stopped. */
  readonly signal: AbortSignal;
  /** Resolves when the task may continue, or should end. */
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
