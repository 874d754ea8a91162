import { filePaths } from '../../src-main/contract/files';
import { measuredColumn } from '../../src-main/presentation/run-fields';
import { wait } from '../../src-main/contract/wait';
import { readBytes } from './read-bytes';
import type { Workbench } from './workbench.svelte';

/** How often values of runs that train are read again. */
const AGAIN_MS = 5000;

/** Values of metrics that lists of runs show and that are not part of the runs, by column and run. */
class RunValues {
  #all = $state.raw<ReadonlyMap<string, ReadonlyMap<number, number>>>(new Map());

  /** Returns the values of a run by the keys of columns. */
  readonly of = (runId: number) => (key: string) => this.#all.get(key)?.get(runId);

  /** Loads the columns that need it, and keeps them up to date; returns a function that stops. */
  follow(workbench: Workbench, keys: readonly string[]): () => void {
    const left = new AbortController();
    let isStale = false;
    const leave = workbench.onEvent(({ type }) => {
      if (type === 'run' || type === 'listed') isStale = true;
    });
    const columns = keys.flatMap((key) => {
      const column = measuredColumn(key, workbench.models);
      return column === null ? [] : [{ key, path: filePaths.metricValues(column.metric.name, column.place) }];
    });
    const read = async () => {
      for (const { key, path } of columns) {
        const pairs = new Float64Array(await readBytes(path, left.signal));
        const values = new Map<number, number>();
        for (let i = 0; i < pairs.length; i += 2) values.set(pairs[i] ?? NaN, pairs[i + 1] ?? NaN);
        this.#all = new Map([...this.#all, [key, values]]);
      }
    };
    const keepReading = async () => {
      for (let isFirst = true; !left.signal.aborted; isFirst = false) {
        if (isFirst || isStale) {
          isStale = false;
          // Without an answer the cells stay as they are, and the next attempt follows.
          await read().catch(() => (isStale = true));
        }
        await wait(AGAIN_MS, left.signal);
      }
    };
    if (columns.length > 0) void keepReading();
    return () => {
      leave();
      left.abort();
    };
  }
}

export const runValues = new RunValues();
