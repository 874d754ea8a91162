import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkbenchError } from '../contract/error';
import { DATASET_FILE_NAMES } from './files';
import { GENERATED_DATASETS, type GeneratedDataset } from './generated';
import { encodeIdxHeader, encodeIdxLabels } from './idx';
import { replaceFolder } from './replace-folder';
import { syntheticDigits, type LabelledImages, type Split } from './synthetic-digits';

type Generator = (split: Split, offset: number, count: number) => LabelledImages;

const GENERATORS: Readonly<Record<string, Generator>> = {
  'synthetic-digits': (split, offset, count) => syntheticDigits({ seed: 0, split, offset, count }),
};

/** Images between two looks at the event loop: about 20 ms. */
const CHUNK = 500;

/**
 * Makes a dataset and writes it to `directory` as uncompressed IDX files, all or nothing. Keeps one core busy, so it
 * belongs in a process of its own; 70 000 digits take about three seconds.
 * @param options.onProgress images done, of how many, a few dozen times a second
 * @param options.signal when aborted, returns soon and leaves no trace
 * @throws WorkbenchError `dataset.unknown`
 */
export async function generateDataset(
  id: string,
  directory: string,
  options: { onProgress?: (done: number, total: number) => void; signal?: AbortSignal } = {},
): Promise<void> {
  const dataset = GENERATED_DATASETS.find((entry) => entry.id === id);
  const generator = GENERATORS[id];
  if (dataset === undefined || generator === undefined) {
    throw new WorkbenchError({
      code: 'dataset.unknown',
      message: `No dataset called ${id} is made here.`,
      advice: `Choose one of ${GENERATED_DATASETS.map((entry) => entry.id).join(', ')}.`,
    });
  }
  const { onProgress, signal } = options;
  const total = dataset.trainCount + dataset.testCount;
  let done = 0;
  onProgress?.(0, total);
  await replaceFolder(directory, async (partial) => {
    for (const split of ['train', 'test'] as const) {
      const complete = await writeSplit(partial, split, dataset, generator, signal, (count) => {
        done += count;
        onProgress?.(done, total);
      });
      if (!complete) return false;
    }
    return signal?.aborted !== true;
  });
}

/** @returns false when aborted midway */
async function writeSplit(
  directory: string,
  split: Split,
  dataset: GeneratedDataset,
  generator: Generator,
  signal: AbortSignal | undefined,
  onWritten: (count: number) => void,
): Promise<boolean> {
  const count = split === 'train' ? dataset.trainCount : dataset.testCount;
  const names = DATASET_FILE_NAMES[split];
  const labels = new Uint8Array(count);
  const file = await open(join(directory, names.images), 'wx');
  try {
    await file.writeFile(encodeIdxHeader([count, dataset.height, dataset.width]));
    for (let offset = 0; offset < count; offset += CHUNK) {
      if (signal?.aborted === true) return false;
      const chunk = generator(split, offset, Math.min(CHUNK, count - offset));
      labels.set(chunk.labels, offset);
      await file.writeFile(chunk.images);
      onWritten(chunk.labels.length);
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    await file.close();
  }
  const labelsFile = await open(join(directory, names.labels), 'wx');
  try {
    await labelsFile.writeFile(encodeIdxLabels(labels));
  } finally {
    await labelsFile.close();
  }
  return true;
}
