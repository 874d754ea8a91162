import type { Dataset } from '../contract/dataset';

const STATES: Readonly<Record<Dataset['state'], Record<Dataset['source'], string>>> = {
  absent: { generated: 'generated on first use', included: 'unpacked on first use', imported: 'missing' },
  preparing: { generated: 'being generated', included: 'being unpacked', imported: 'being imported' },
  ready: { generated: 'ready', included: 'ready', imported: 'ready' },
  failed: { generated: 'failed', included: 'failed', imported: 'failed' },
};

/** Describes a dataset's state in a list. */
export const datasetStateText = ({ state, source }: Pick<Dataset, 'state' | 'source'>): string =>
  STATES[state][source];
