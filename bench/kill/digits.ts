import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeIdxImages, encodeIdxLabels } from '../../src-main/datasets/idx';
import { syntheticDigits } from '../../src-main/datasets/synthetic-digits';
import { runProgram } from './program';

const TRAINING_IMAGES = 1000;
const TEST_IMAGES = 200;

/** Creates a data folder with a small dataset named `digits`, and without runs. @returns the folder */
export async function prepareDigits(scratch: string): Promise<string> {
  const prepared = join(scratch, 'prepared');
  const files = join(scratch, 'files');
  mkdirSync(files);
  for (const [split, name, count] of [
    ['train', 'train', TRAINING_IMAGES],
    ['test', 't10k', TEST_IMAGES],
  ] as const) {
    const { images, labels } = syntheticDigits({ seed: 0, split, offset: 0, count });
    const pictures = encodeIdxImages({ images, count, width: 28, height: 28 });
    writeFileSync(join(files, `${name}-images-idx3-ubyte`), pictures);
    writeFileSync(join(files, `${name}-labels-idx1-ubyte`), encodeIdxLabels(labels));
  }
  await runProgram(prepared, 'datasets', 'import', files, '--name', 'digits');
  return prepared;
}
