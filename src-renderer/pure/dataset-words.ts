import type { Dataset } from '../../src-main/contract/dataset';

/** A dataset's state in a list; the usual one goes without saying. */
export const datasetStateWords: Readonly<Record<Dataset['state'], string>> = {
  absent: 'not made yet',
  preparing: 'being made',
  ready: '',
  failed: 'failed',
};
