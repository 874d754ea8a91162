import { MIXTURES, type Mixture } from '../contract/mixtures';
import type { LoadedSplit } from '../datasets/load';
import { statelessRandom } from '../engine/random';
import { valuesOf } from '../engine/read-values';
import type { Matrix } from '../evaluation/matrix';
import type { EvaluationInput } from '../evaluation/measurement';
import type { Pictures } from '../evaluation/pictures';
import type { Generator } from '../models/model';
import { encodeAll, type Encoder } from './encoder';
import { imagesToBytes, labelBatch } from './tensors';
import type { Prepared } from './prepare';

const DECODED_AT_ONCE = 500;

/** Draws as many samples as there are real items, with the labels of these if the model is conditional. */
export function samplesOf(
  { backend, atStart }: Prepared,
  generator: Generator,
  real: LoadedSplit,
  seed: number,
): LoadedSplit {
  const random = statelessRandom(seed, atStart.step, backend.native);
  const blocks = Array.from({ length: Math.ceil(real.count / DECODED_AT_ONCE) }, (_, block) => {
    const from = block * DECODED_AT_ONCE;
    const count = Math.min(DECODED_AT_ONCE, real.count - from);
    const decode = () =>
      generator.decode(
        generator.drawLatents(random, `quality/${String(block)}`, count),
        generator.classes === null ? null : labelBatch(real, from, count),
      );
    return real.items instanceof Uint8Array ? imagesToBytes(decode) : valuesOf(decode);
  });
  return { ...real, items: joined(real.items, blocks), labels: null };
}

function joined(like: LoadedSplit['items'], blocks: readonly ArrayLike<number>[]): LoadedSplit['items'] {
  const items = like instanceof Uint8Array ? new Uint8Array(like.length) : new Float32Array(like.length);
  let at = 0;
  for (const block of blocks) {
    items.set(block, at);
    at += block.length;
  }
  return items;
}

/** Returns the input of the metrics with `items` as the samples. */
export type InputOf = (items: LoadedSplit) => EvaluationInput;

export function imageInputs(
  { features, probabilities }: Encoder,
  real: LoadedSplit,
  known: LoadedSplit,
  test: LoadedSplit,
  classes: number | null,
): InputOf {
  const realFeatures = encodeAll(real, features);
  const trainingFeatures = encodeAll(known, features);
  const realPictures = picturesOf(real);
  const dataCounts = Array.from({ length: classes ?? 0 }, (_, label) => count(test.labels, label));
  return (items) => ({
    features: { real: realFeatures, generated: encodeAll(items, features) },
    trainingFeatures,
    images: { real: realPictures, generated: picturesOf(items) },
    ...(probabilities === null
      ? {}
      : { classes: { probabilities: encodeAll(items, probabilities), dataCounts } }),
  });
}

export function pointInputs(dataset: string, real: LoadedSplit): InputOf {
  const mixture = (MIXTURES as Readonly<Record<string, Mixture>>)[dataset];
  const realPoints = pointsOf(real);
  return (items) => ({
    points: { real: realPoints, generated: pointsOf(items) },
    ...(mixture === undefined ? {} : { mixture }),
  });
}

const count = (labels: Uint8Array | null, label: number): number =>
  labels?.reduce((sum, one) => sum + Number(one === label), 0) ?? 0;

function picturesOf({ items, count, height, width, channels }: LoadedSplit): Pictures {
  return { values: new Float32Array(items).map((value) => value / 255), count, height, width, channels };
}

const pointsOf = ({ items, count: rows }: LoadedSplit): Matrix => ({
  values: Float32Array.from(items),
  rows,
  columns: 2,
});
