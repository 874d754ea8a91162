import { WorkbenchError, type Problem } from '../contract/error';
import { fingerprintDataset, stampDataset } from '../datasets/fingerprint';
import type { StoredDataset } from '../store/datasets';
import type { Store } from '../store/open';
import { refusal } from './problem';

export interface DatasetCheckContext {
  readonly store: { readonly datasets: Pick<Store['datasets'], 'stamp'> };
  readonly directory: (id: string) => string;
  /** Remembers the stamp of files that were read and found to be unchanged. */
  readonly remember: (id: string, stamp: string) => void;
}

/**
 * Checks that a dataset's files are those that were recorded. Sizes and times are compared first; if these differ or
 * are not known, the files are read, in slices of a few milliseconds.
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
  return refusal(
    'dataset.changed',
    `The files of ${name} have changed on disk: they are no longer those that were ${source === 'imported' ? 'imported' : 'made'}.`,
    source !== 'imported'
      ? 'Remove the dataset: it is made again when a run needs it. Or put the files back as they were.'
      : 'Put the files back as they were, or remove the dataset and import it again.',
  );
}

function unreadable({ name }: StoredDataset, error: unknown): WorkbenchError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const problem: Problem = {
    code: 'dataset.unreadable',
    message: `The files of ${name} cannot be read${code === '' ? '' : ` (${code})`}.`,
    advice: 'Check that its folder may be read, or remove the dataset and import it again.',
  };
  return new WorkbenchError(problem, { cause: error });
}
