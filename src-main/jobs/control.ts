import type { ChangedValues } from '../contract/run-changes';

/** The host's requests to the task; a training session checks them each time it has read metrics. */
export interface Control {
  readonly paused: boolean;
  readonly stopping: boolean;
  /** The task should end as soon as it can be continued later. */
  readonly suspending: boolean;
  /** Aborted when the task is stopped. */
  readonly signal: AbortSignal;
  /** Returns the requested changes of hyperparameters since the last call, in their order. */
  takeChanges(): ChangedValues[];
  /** Resolves when the task is not paused, or when something was requested that it does while paused. */
  requested(): Promise<void>;
}

export function taskControl() {
  const abort = new AbortController();
  let paused = false;
  let suspending = false;
  let changes: ChangedValues[] = [];
  let resolveRequested: (() => void) | null = null;
  const wake = () => {
    resolveRequested?.();
    resolveRequested = null;
  };
  const release = () => {
    paused = false;
    wake();
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
    takeChanges() {
      const taken = changes;
      changes = [];
      return taken;
    },
    requested: () =>
      paused && changes.length === 0
        ? new Promise((resolve) => {
            resolveRequested = resolve;
          })
        : Promise.resolve(),
  };
  return {
    control,
    pause() {
      if (!abort.signal.aborted && !suspending) paused = true;
    },
    resume: release,
    change(values: ChangedValues) {
      changes.push(values);
      wake();
    },
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
