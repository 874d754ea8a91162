import type { Dataset } from '../contract/dataset';
import { t } from '../contract/texts';

/** Describes a dataset's state in a list. */
export const datasetStateText = ({ state, source }: Pick<Dataset, 'state' | 'source'>): string =>
  t.datasets.states[state][source];
