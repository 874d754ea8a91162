import { decodeSafetensors } from '../../src-main/engine/safetensors';
import { openReadOnlyStore, type ReadOnlyStore } from '../../src-main/store/open';
import { wholeCheckpoint } from '../../src-main/testing/whole-checkpoint';

/** Checkpoints of a run that differ from those of the same step in another data folder, a sentence each. */
export function faultsOfCheckpoints(local: string, dataDir: string): string[] {
  return reading(local, (expected) =>
    reading(dataDir, (found) =>
      stepsOf(expected)
        .filter((step) => stepsOf(found).includes(step))
        .flatMap((step) => {
          const [wanted, given] = [weightsOf(expected, step), weightsOf(found, step)];
          const isSame =
            wanted.size === given.size &&
            [...wanted].every(([name, bytes]) => bytes.equals(given.get(name) ?? Buffer.of()));
          return isSame ? [] : [`The checkpoint of step ${String(step)} is another.`];
        }),
    ),
  );
}

/** Lines of the log that were recorded twice. Each was written at a time of its own by its worker. */
export function faultsOfLogs(dataDir: string): string[] {
  return reading(dataDir, (store) => {
    const lines = store.logs.list(runId(store)).map(({ at, text }) => `${String(at)} ${text}`);
    return lines
      .filter((line, index) => lines.indexOf(line) !== index)
      .map((line) => `The line is in the log twice: ${line}`);
  });
}

function reading<T>(dataDir: string, read: (store: ReadOnlyStore) => T): T {
  const store = openReadOnlyStore(dataDir);
  if (store === null) throw new Error(`There is no store in ${dataDir}.`);
  try {
    return read(store);
  } finally {
    store.close();
  }
}

const runId = (store: ReadOnlyStore): number => store.runs.list(1)[0]?.id ?? 0;

const stepsOf = (store: ReadOnlyStore): number[] =>
  store.checkpoints.list(runId(store)).map(({ step }) => step);

function weightsOf(store: ReadOnlyStore, step: number): Map<string, Buffer> {
  const checkpoint = wholeCheckpoint(store, runId(store), step);
  const tensors =
    checkpoint === null ? new Map<string, never>() : decodeSafetensors(checkpoint.bytes).tensors;
  return new Map(
    [...tensors].map(([name, { values }]) => [
      name,
      Buffer.from(values.buffer, values.byteOffset, values.byteLength),
    ]),
  );
}
