import { existsSync } from 'node:fs';
import { refusal } from '../contract/error';
import { loadSplit, type LoadedSplit } from '../datasets/load';
import { loadTensorflow, type Backend } from '../engine/backend';
import { linearAlgebra } from '../evaluation/engine';
import type { Matrix } from '../evaluation/matrix';
import { neighborsIn } from '../evaluation/neighbors';
import { complete } from '../evaluation/steps';
import { decodeSheet } from '../images/scale-png';
import { sheetTiles } from '../images/sheet';
import { encodeAll, encoderOf } from './encoder';
import { classCount } from './prepare';
import type { JobMessage, NearestTask } from './protocol';

/**
 * Finds the training image that is nearest to each sample of a sheet: in features of the dataset's encoder or, where
 * none has been trained yet, in pixels. Cost: about 10 s for 60 000 images in features, the start of TensorFlow
 * included.
 * @throws WorkbenchError `image.unreadable`, `dataset.item-unknown` for a sheet of other images, `dataset.…`
 */
export async function findNearest(task: NearestTask, post: (message: JobMessage) => void): Promise<void> {
  const training = loadSplit(task.dataset.train);
  const samples = samplesOf(task, training);
  const isEncoded = existsSync(task.encoderFile);
  const space = isEncoded ? 'features' : 'pixels';
  // For pixels, starting TensorFlow would take longer than it saves.
  const backend = isEncoded ? await loadTensorflow() : null;
  const [queries, reference] =
    backend === null
      ? [inPixels(samples), inPixels(training)]
      : await inFeatures(task, samples, training, backend);
  const algebra = linearAlgebra(backend?.native ?? null);
  const { indices, squared } = complete(neighborsIn(queries, reference, 1, algebra));
  post({ type: 'nearest', space, items: [...indices], distances: Array.from(squared, Math.sqrt) });
}

function samplesOf({ png, sheet, datasetName }: NearestTask, training: LoadedSplit): LoadedSplit {
  const picture = decodeSheet(png);
  const { tileWidth, tileHeight } = sheet;
  const fits =
    tileWidth === training.width && tileHeight === training.height && picture.channels === training.channels;
  if (!fits) throw refusal('dataset.item-unknown', { name: datasetName });
  const items = sheetTiles(picture, sheet);
  return { ...training, items, labels: null, count: sheet.columns * sheet.rows };
}

async function inFeatures(
  { dataset, encoderFile }: NearestTask,
  samples: LoadedSplit,
  training: LoadedSplit,
  backend: Backend,
): Promise<[Matrix, Matrix]> {
  const test = loadSplit(dataset.test);
  const classes = classCount(training.labels, test.labels);
  const { features } = await encoderOf(encoderFile, { training, test, classes }, backend, () => undefined);
  return [encodeAll(samples, features), encodeAll(training, features)];
}

/** Returns pixels from 0 to 1, [count, height · width · channels]. */
function inPixels({ items, count }: LoadedSplit): Matrix {
  const values = new Float32Array(items.length);
  for (let i = 0; i < items.length; i++) values[i] = (items[i] ?? 0) / 255;
  return { values, rows: count, columns: items.length / count };
}
