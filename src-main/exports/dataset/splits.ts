import type { Dataset } from '../../contract/dataset';
import { choice, EXPORT_GROUP } from '../../contract/hyperparameters';
import { readItems, type LoadedSplit } from '../../datasets/load';
import type { DatasetSource } from './exporter';

export type Split = 'train' | 'test';
type SplitChoice = Split | 'all';

/** Items read at a time: 1.5 MB of 28×28, 12 MB of the largest images. */
const BLOCK = 1000;

/** Which items are written. A dataset without items for testing has no choice. */
export const splitField = ({ testCount }: Dataset, standard: SplitChoice = 'all') =>
  choice<SplitChoice>({
    label: 'Split',
    help: 'The items for training, those for testing, or both.',
    group: EXPORT_GROUP,
    default: testCount === 0 ? 'train' : standard,
    options: [
      ...(testCount === 0 ? [] : [{ value: 'all', label: 'all' } as const]),
      { value: 'train', label: 'train' },
      ...(testCount === 0 ? [] : [{ value: 'test', label: 'test' } as const]),
    ],
  });

interface SplitOptions {
  readonly split: SplitChoice;
}

export const chosenSplits = (dataset: Dataset, { split }: SplitOptions): Split[] =>
  (['train', 'test'] as const).filter(
    (one) => (split === 'all' || split === one) && countIn(dataset, one) > 0,
  );

export const splitTitle = ({ split }: SplitOptions): string => (split === 'all' ? '' : split);

export const countIn = ({ trainCount, testCount }: Dataset, split: Split): number =>
  split === 'train' ? trainCount : testCount;

/** A function that takes how many more items were written, of so many. */
export function itemProgress({ onProgress }: Pick<DatasetSource, 'onProgress'>, total: number) {
  let done = 0;
  return (count: number): void => {
    done += count;
    onProgress(done / Math.max(total, 1));
  };
}

/** Some consecutive items, and the number of those before them. */
interface Block extends LoadedSplit {
  readonly offset: number;
}

/** The items of a split, a block at a time. */
export function* blocksOf({ files }: DatasetSource, split: Split): Generator<Block, void, void> {
  for (let offset = 0; ;) {
    const block = readItems(files[split], offset, BLOCK);
    if (block.count === 0) return;
    yield { ...block, offset };
    offset += block.count;
  }
}
