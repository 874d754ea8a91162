import { refusal } from '../contract/error';
import { ACTIVE_STATES, type Run } from '../contract/run';
import type { RemoteRun } from '../store/remote-runs';
import type { ControlMessage, Fleet } from './fleet';
import type { RemoteRunsContext } from './remote-context';
import type { RunControls } from './training';

/** How long a call waits for the effect of a request to be recorded. */
const ANSWER_TIMEOUT_MS = 5_000;
const STOP_TIMEOUT_MS = 20_000;

/** Controls a run that trains on another machine. Every function throws `run.out-of-sight` if no worker answers. */
export function remoteControls(
  { liveRuns, events }: Pick<RemoteRunsContext, 'liveRuns' | 'events'>,
  fleet: Fleet,
  { runId, job, pool, worker }: RemoteRun,
): RunControls {
  const run = () => liveRuns.get(runId);
  const isActive = () => ACTIVE_STATES.includes(run().state);

  async function request(message: ControlMessage): Promise<void> {
    if (await fleet.control(job, message)) return;
    if (isActive()) throw refusal('run.out-of-sight', { name: run().name, pool, worker });
  }

  /** Resolves when a condition holds or the run has ended, or after a timeout. */
  function until(reached: (run: Run) => boolean, timeoutMs = ANSWER_TIMEOUT_MS): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(settle, timeoutMs);
      const unsubscribe = events.subscribe((event) => {
        if (event.type === 'run' && event.run.id === runId) check();
      });
      check();
      function check(): void {
        if (!isActive() || reached(run())) settle();
      }
      function settle(): void {
        clearTimeout(timer);
        // `check` may settle before there is a subscription to end.
        queueMicrotask(() => {
          unsubscribe();
        });
        resolve();
      }
    });
  }

  return {
    async pause() {
      await request({ type: 'pause' });
      await until(({ state }) => state === 'paused');
    },
    async resume() {
      await request({ type: 'resume' });
      await until(({ state }) => state === 'running');
    },
    async change(hyperparameters) {
      const before = run().config.changes?.length ?? 0;
      const isTaken = () => (run().config.changes?.length ?? 0) > before;
      await request({ type: 'change', hyperparameters });
      await until(isTaken);
      return isTaken();
    },
    async step(only) {
      const before = run().step;
      await request({ type: 'step', only });
      await until(({ step }) => step > before);
    },
    async record(what) {
      const before = run().checkpointStep ?? -1;
      let recorded: number | null = null;
      const unsubscribe = events.subscribe((event) => {
        if (what === 'samples' && event.type === 'figure' && event.figure.runId === runId)
          recorded ??= event.figure.step;
      });
      const newCheckpoint = ({ checkpointStep }: Run) =>
        what === 'checkpoint' && checkpointStep !== null && checkpointStep > before ? checkpointStep : null;
      try {
        await request({ type: 'record', what });
        await until((now) => (recorded ??= newCheckpoint(now)) !== null);
        return recorded;
      } finally {
        unsubscribe();
      }
    },
    async slow(waitMs) {
      await request({ type: 'slow', waitMs });
    },
    suspend() {
      throw refusal('run.in-pool', { name: run().name, pool });
    },
    async stop(timeoutMs = STOP_TIMEOUT_MS) {
      await request({ type: 'stop' });
      await until(() => false, timeoutMs);
    },
  };
}
