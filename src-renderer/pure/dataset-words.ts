import type { Dataset } from '../../src-main/contract/dataset';

/** A dataset's state in a list; empty for the usual one. */
export const datasetStateWords: Readonly<Record<Dataset['state'], string>> = {
  absent: 'not generated yet',
  preparing: 'being made',
  ready: '',
  failed: 'failed',
};
