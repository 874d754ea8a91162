import { refusal, WorkbenchError } from '../contract/error';
import { fingerprintDataset, stampDataset } from '../datasets/fingerprint';
import type { StoredDataset } from '../store/datasets';
import type { Store } from '../store/open';

export interface DatasetCheckContext {
  readonly store: { readonly datasets: Pick<Store['datasets'], 'stamp'> };
  readonly directory: (id: string) => string;
  /** Stores the stamp of files that were read and found unchanged. */
  readonly remember: (id: string, stamp: string) => void;
}

/**
 * Checks that a dataset's files have not changed since they were recorded. Sizes and times are compared first; if these
 * differ or are not known, the files are read, in slices of a few milliseconds.
 */
export function createDatasetCheck({ store, directory, remember }: DatasetCheckContext) {
  /** @throws WorkbenchError `dataset.changed` */
  return async function check(dataset: StoredDataset): Promise<void> {
    const { id, fingerprint } = dataset;
    try {
      // Taken before the files are read: if they change meanwhile, they are read again the next time.
      const stamp = await stampDataset(directory(id));
      if (stamp === store.datasets.stamp(id)) return;
      if ((await fingerprintDataset(directory(id))) !== fingerprint) throw changed(dataset);
      remember(id, stamp);
    } catch (error) {
      if (error instanceof WorkbenchError) throw error;
      throw unreadable(dataset, error);
    }
  };
}

function changed({ name, source }: StoredDataset): WorkbenchError {
  return refusal('dataset.changed', { name, source });
}

function unreadable({ name }: StoredDataset, error: unknown): WorkbenchError {
  const systemCode = (error as NodeJS.ErrnoException).code ?? null;
  return refusal('dataset.files-unreadable', { name, systemCode }, { cause: error });
}
