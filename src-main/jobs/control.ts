import type { ChangedValues, NetworkRole, RecordedNow } from '../contract/run-changes';

/** A request that a training session performs between two steps. */
export type StepRequestOfHost =
  | { readonly type: 'change'; readonly hyperparameters: ChangedValues }
  | { readonly type: 'record'; readonly what: RecordedNow }
  /** One step of a paused run, of all networks or of one. */
  | { readonly type: 'step'; readonly only: NetworkRole | null };

/** The host's requests to the task; a training session checks them each time it has read metrics. */
export interface Control {
  readonly paused: boolean;
  readonly stopping: boolean;
  /** The task should end as soon as it can be continued later. */
  readonly suspending: boolean;
  /** Aborted when the task is stopped. */
  readonly signal: AbortSignal;
  /** Time to wait after each step, in milliseconds; 0 for full speed. */
  readonly waitMs: number;
  /** Returns the requests since the last call, in their order. */
  takeRequests(): StepRequestOfHost[];
  /** Resolves after a time, or earlier when something is requested. */
  wait(ms: number): Promise<void>;
  /** Resolves when the task is not paused, or when something was requested that it does while paused. */
  requested(): Promise<void>;
  /** Resolves when the host has recorded as many checkpoints of this task as `count`. */
  checkpointsRecorded(count: number): Promise<void>;
}

/** Counts checkpoints, and lets one caller wait for a count. */
function recordedCheckpoints() {
  let count = 0;
  let awaited: { count: number; resolve: () => void } | null = null;
  return {
    add: (): void => {
      count++;
      if (awaited !== null && count >= awaited.count) awaited.resolve();
    },
    reach: (wanted: number): Promise<void> =>
      count >= wanted
        ? Promise.resolve()
        : new Promise((resolve) => {
            awaited = { count: wanted, resolve };
          }),
  };
}

export function taskControl() {
  const abort = new AbortController();
  let paused = false;
  let suspending = false;
  let requests: StepRequestOfHost[] = [];
  let waitMs = 0;
  let resolveRequested: (() => void) | null = null;
  const checkpoints = recordedCheckpoints();
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
    get waitMs() {
      return waitMs;
    },
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
    wait: (ms) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(done, ms);
        resolveRequested = done;
      }),
    requested: () =>
      paused && requests.length === 0
        ? new Promise((resolve) => {
            resolveRequested = resolve;
          })
        : Promise.resolve(),
    checkpointsRecorded: checkpoints.reach,
  };
  return {
    control,
    pause() {
      if (!abort.signal.aborted && !suspending) paused = true;
      wake();
    },
    resume: release,
    request(request: StepRequestOfHost) {
      requests.push(request);
      wake();
    },
    slow(ms: number) {
      waitMs = ms;
      wake();
    },
    checkpointRecorded: checkpoints.add,
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
