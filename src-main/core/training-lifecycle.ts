import type { Problem } from '../contract/problem';
import { problem } from '../contract/problems/catalogue';
import type { RunState } from '../contract/run';
import type { Store } from '../store/open';
import type { JobProcess } from './job-host';
import { knownProblem, reportDefect } from './problem';
import type { Recording } from './recording';

/** Time that a trainer has to exit after its last message; longer than its own wait for messages being sent. */
const EXIT_TIMEOUT_MS = 5_000;

export type TrainingLifecycle = ReturnType<typeof createTrainingLifecycle>;

/** The state of a run in training, and the ways in which its training ends. */
export function createTrainingLifecycle({ file }: Pick<Store, 'file'>, id: number, recording: Recording) {
  const waiting = new Set<() => void>();
  const wakeAll = () => {
    for (const wake of [...waiting]) wake();
  };
  let exited = () => {};
  const done = new Promise<void>((resolve) => {
    exited = resolve;
  });

  const lifecycle = {
    /** Nothing more is recorded: the process has sent its last message, and should exit. */
    ended: false,
    /** The process was killed because it did not end by itself. */
    wasKilled: false,
    /** The process is in the final evaluation, after the last step. */
    isEvaluating: false,
    /** Number of times that the run took other hyperparameters since its process started. */
    changes: 0,
    /** Number of times that it recorded something on request, and the step of the last time. */
    recordings: 0,
    recordedStep: 0,
    process: null as JobProcess | null,
    /** Resolves after `exited` was called. */
    done,
    exited,

    setState(state: RunState): void {
      recording.setState(state);
      wakeAll();
    },

    changed(): void {
      lifecycle.changes += 1;
      wakeAll();
    },

    recorded(step: number): void {
      lifecycle.recordings += 1;
      lifecycle.recordedStep = step;
      wakeAll();
    },

    /** Called after steps were recorded. */
    progressed: wakeAll,

    /** @param step if it is not that of the last metrics */
    end(state: RunState, problem: Problem | null, step?: number): void {
      recording.end(state, problem, step);
      close();
    },

    requeue(step: number): void {
      recording.requeue(step);
      close();
    },

    /** Ends the run because a message of the trainer could not be recorded: without its rows the run is useless. */
    fail(error: unknown): void {
      const known = knownProblem(error, file);
      if (known === null) reportDefect(`Run ${String(id)} could not be recorded`, error);
      lifecycle.end('failed', known ?? problem('run.unrecordable', {}));
      lifecycle.process?.kill();
    },

    /** Resolves when `reached` holds or the training has ended, at the latest after `timeoutMs`. */
    until(reached: () => boolean, timeoutMs: number): Promise<void> {
      return new Promise((resolve) => {
        const timer = setTimeout(settle, timeoutMs);
        waiting.add(check);
        check();
        function check(): void {
          if (lifecycle.ended || reached()) settle();
        }
        function settle(): void {
          clearTimeout(timer);
          waiting.delete(check);
          resolve();
        }
      });
    },
  };

  function close(): void {
    lifecycle.ended = true;
    wakeAll();
    const timer = setTimeout(() => {
      lifecycle.process?.kill();
    }, EXIT_TIMEOUT_MS);
    void done.then(() => {
      clearTimeout(timer);
    });
  }

  return lifecycle;
}
