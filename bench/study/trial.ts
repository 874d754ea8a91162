/**
 * One process of the study, which prints lines of JSON, the last of them its result: `trial train REQUEST` trains one
 * model on one dataset with one seed; `generate`, `unpack`, `baselines` and `keep` create its inputs.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { datasetFiles, splitPaths } from '../../src-main/datasets/files';
import { generateDataset } from '../../src-main/datasets/generate';
import { BUILT_IN_DATASETS } from '../../src-main/datasets/built-in';
import { loadSplit } from '../../src-main/datasets/load';
import { baselines, scorerOf, keepLabels, trainOnce, type TrialRequest } from './train-once';

interface Request extends TrialRequest {
  /** Checkpoint of a classifier for scoring samples. */
  readonly scorer?: string;
  /** Path for the trained checkpoint. */
  readonly save?: string;
}

async function trial({ scorer, save, ...request }: Request): Promise<object> {
  const classify = scorer === undefined ? null : await scorerOf(readFileSync(scorer), request.dataset);
  const { checkpoint, ...result } = await trainOnce(request, classify, (look) => {
    print({ look });
  });
  if (save !== undefined && checkpoint !== null) writeFileSync(save, checkpoint);
  return result;
}

/** Copies the four IDX files of grey images in a folder, gzipped or not, to the places in a dataset's folder. */
function unpack(from: string, to: string): object {
  mkdirSync(to, { recursive: true });
  for (const split of ['train', 'test'] as const)
    for (const target of Object.values(splitPaths(to, split, 'images-idx3-ubyte'))) {
      const plain = join(from, basename(target));
      const found = [plain, `${plain}.gz`].find((path) => existsSync(path));
      if (found === undefined) throw new Error(`${from} has no ${basename(target)}, gzipped or not.`);
      writeFileSync(target, found === plain ? readFileSync(plain) : gunzipSync(readFileSync(found)));
    }
  const { train, test } = datasetFiles(to);
  return { train: loadSplit(train).count, test: loadSplit(test).count };
}

async function generate(directory: string): Promise<object> {
  const known = BUILT_IN_DATASETS.find(({ id }) => id === basename(directory));
  await generateDataset(basename(directory), directory);
  return { name: known?.name, train: known?.trainCount, test: known?.testCount };
}

const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function main(): Promise<void> {
  const [command = '', first = '', second = '', third = '', fourth = ''] = process.argv.slice(2);
  let result: object = {};
  if (command === 'generate') result = await generate(first);
  else if (command === 'unpack') result = unpack(first, second);
  else if (command === 'baselines') result = await baselines(first, Number(second));
  else if (command === 'keep') await keepLabels(first, second, Number(third), Number(fourth));
  else result = await trial(JSON.parse(first) as Request);
  print(result);
  process.exit(0);
}
void main();
