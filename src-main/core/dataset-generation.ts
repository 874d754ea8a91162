import { dirname } from 'node:path';
import { WorkbenchError, type Problem } from '../contract/error';
import type { BuiltInDataset } from '../datasets/built-in';
import { clearLeftovers } from '../datasets/replace-folder';
import { performDatasetTask, throttled, type DatasetWork } from './dataset-task';
import { toProblem } from './problem';
import type { JobHost } from './job-host';

export interface DatasetGenerationContext {
  readonly host: JobHost;
  readonly directory: (id: string) => string;
  /** Records the finished files as a dataset. */
  readonly record: (entry: BuiltInDataset) => Promise<void>;
  /** Called when the dataset's state or progress has changed. */
  readonly announce: (id: string) => void;
}

/** Generates built-in datasets, and remembers why some failed. */
export function createDatasetGeneration({ host, directory, record, announce }: DatasetGenerationContext) {
  const active = new Map<string, { work: DatasetWork; done: Promise<void>; progress: number }>();
  const failures = new Map<string, Problem>();

  function noteFailure(id: string, error: unknown): WorkbenchError {
    const problem = toProblem(`${id} could not be generated`, error, directory(id));
    if (problem.code !== 'dataset.cancelled') failures.set(id, problem);
    return new WorkbenchError(problem, { cause: error });
  }

  return {
    /** From 0 to 1; null if it is not being generated. */
    progress: (id: string): number | null => active.get(id)?.progress ?? null,
    failure: (id: string): Problem | null => failures.get(id) ?? null,
    forgetFailure: (id: string): void => void failures.delete(id),

    /** Generates a dataset, or waits for the generation in progress. Rejects with a WorkbenchError. */
    generate(entry: BuiltInDataset): Promise<void> {
      const { id } = entry;
      const begun = active.get(id);
      if (begun) return begun.done;
      failures.delete(id);
      const task = { type: 'generate', datasetId: id, directory: directory(id) } as const;
      const report = throttled((progress: number) => {
        const mine = active.get(id);
        if (!mine) return;
        mine.progress = progress;
        announce(id);
      });
      const work = performDatasetTask(host, task, (message) => {
        if (message.type === 'progress') report(message.total > 0 ? message.done / message.total : 0);
      });
      const done = work.done
        .then(() => record(entry))
        .catch(async (error: unknown) => {
          await clearLeftovers(dirname(directory(id)));
          throw noteFailure(id, error);
        })
        .finally(() => {
          active.delete(id);
          announce(id);
        });
      // Waiting callers get the rejection; the state of the dataset reports it in any case.
      done.catch(() => undefined);
      active.set(id, { work, done, progress: 0 });
      announce(id);
      return done;
    },

    /** Cancels the generation of one dataset, or of all. */
    async cancel(id?: string): Promise<void> {
      const ending = [...active].filter(([each]) => id === undefined || each === id);
      for (const [, { work }] of ending) work.cancel();
      await Promise.all(ending.map(([, { done }]) => done.catch(() => undefined)));
    },
  };
}
