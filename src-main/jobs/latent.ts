import { refusal } from '../contract/error';
import {
  LATENT_LIMITS,
  type ClassChoice,
  type LatentFacts,
  type LatentRequest,
  type Weights,
} from '../contract/latent';
import type { RunConfig } from '../contract/run';
import { gaussianKl } from '../engine/losses';
import { statelessRandom } from '../engine/random';
import { valuesOf } from '../engine/read-values';
import { tf, type Tensor2D } from '../engine/tensorflow';
import type { Generator } from '../models/model';
import type { Encoder } from './encoder';
import { recordedLatents } from './figures';
import { shownPoints, viewOf } from './point-figure';
import { directionRows, findDirections } from './latent-directions';
import { groupDirection } from './latent-groups';
import { latentWork, type LatentWork } from './latent-work';
import { searchLatent } from './latent-search';
import type { Prepared } from './prepare';
import { chosenItems, imagesToBytes, itemsAt, type Decode } from './tensors';

/** Enough items for the mean KL divergence of each latent. */
const KL_ITEMS = 1000;

/** @throws WorkbenchError `run.no-samples` for a model without generator or decoder */
function generatorOf({ built, model }: Prepared): Generator {
  if (built.generator === null) throw refusal('run.no-samples', { model: model.info.title, to: 'draw' });
  return built.generator;
}

/**
 * Returns facts about a model's latent space.
 * @throws WorkbenchError `run.no-samples`
 */
export function latentFacts(prepared: Prepared, weights: Weights): LatentFacts {
  const { built, model, test, start } = prepared;
  const { latentSize, classes } = generatorOf(prepared);
  return {
    step: start.step,
    weights,
    hasAverage: built.average !== undefined,
    latentSize,
    prior: model.info.prior ?? 'normal',
    classes,
    hasEncoder: built.encode !== undefined,
    item: latentItem(prepared),
    testCount: test.count,
    kl: klOf(prepared),
  };
}

/** The kind of decoded items. */
export function latentItem(prepared: Prepared): LatentFacts['item'] {
  const { width, height, channels } = prepared.test;
  return isOfPoints(prepared)
    ? { kind: 'points', view: viewOf(shownPoints(prepared.test)) }
    : { kind: 'images', width, height, channels };
}

const isOfPoints = ({ model }: Prepared): boolean => model.info.data === 'points';

/**
 * Mean over test items of KL(q(zᵢ|x) ‖ N(0, 1)) for each latent, in nats; null for a model without a likelihood, and if
 * one is not finite, as of a run that has diverged.
 */
function klOf({ built: { likelihood }, test }: Prepared): number[] | null {
  if (likelihood === undefined) return null;
  const kl = tf.tidy(() => {
    const { mean, logVariance } = likelihood.posterior(
      itemsAt(test, chosenItems(test, KL_ITEMS, 'latent/kl')),
    );
    return tf.mean(gaussianKl(mean, logVariance), 0).dataSync<'float32'>();
  });
  // JSON has no infinity, and no order of latents follows from one.
  return kl.every(Number.isFinite) ? [...kl] : null;
}

/**
 * Answers a request with the bytes that `LatentRequestSchema` describes.
 * @param encoder the encoder of the dataset, if it has been trained
 * @param work what earlier requests began
 * @throws WorkbenchError `run.no-samples`, `run.no-class`, `latent.size`, `latent.no-encoder`, `latent.no-classifier`,
 *   `latent.no-item`
 */
export function latentAnswer(
  prepared: Prepared,
  { sampleSheet }: Pick<RunConfig, 'sampleSheet'>,
  request: LatentRequest,
  values: Float32Array,
  encoder: Encoder | null = null,
  work: LatentWork = latentWork(prepared),
): Uint8Array {
  const { atStart, backend } = prepared;
  switch (request.kind) {
    case 'decode': {
      const decode = decoderOf(prepared, request);
      return itemBytes(prepared, () => decode(rowsOf(values, generatorOf(prepared).latentSize)));
    }
    case 'draw': {
      const random = statelessRandom(request.seed, atStart.step, backend.native);
      return floats(() => generatorOf(prepared).drawLatents(random, 'draw', request.count));
    }
    case 'sheet':
      return floats(() => recordedLatents(generatorOf(prepared), sampleSheet, atStart.random));
    case 'encoded':
      return encodedTestItems(prepared, request.count, request.seed);
    case 'umap': {
      const { count, seed, layoutSeed } = request;
      const latents = () => chosenTestItems(prepared, count, seed).latents();
      return floatBytes(work.layout([count, seed, layoutSeed].join('/'), layoutSeed, latents));
    }
    case 'items':
      return splitItems(prepared, request.split, values);
    case 'neighbors': {
      const decode = decoderOf(prepared, request);
      const latent = () => rowsOf(values, generatorOf(prepared).latentSize).slice(0, 1);
      const found = work.neighbors(encoder).find(() => decode(latent()), request.count);
      return new Uint8Array(found.buffer);
    }
    case 'encode':
      return floats(() => encoderOf(prepared)(rowsOf(values, itemSizeOf(prepared))));
    case 'search': {
      const { latentSize } = generatorOf(prepared);
      const prior = prepared.model.info.prior ?? 'normal';
      const decode = decoderOf(prepared, { label: request.label, to: null });
      return new Uint8Array(
        searchLatent(decode, { latentSize, itemSize: itemSizeOf(prepared), prior }, request, values).buffer,
      );
    }
    case 'groups': {
      const found = groupDirection(prepared.test, encoderOf(prepared), request);
      return floatBytes(found);
    }
    case 'directions':
      return directionsOf(prepared, request, values, encoder);
  }
}

function directionsOf(
  prepared: Prepared,
  request: Extract<LatentRequest, { kind: 'directions' }>,
  values: Float32Array,
  encoder: Encoder | null,
): Uint8Array {
  const generator = generatorOf(prepared);
  if (request.method === 'encoded') encoderOf(prepared);
  const { latentSize: size } = generator;
  const isLocal = request.method === 'local' || request.method === 'classes';
  if (isLocal && values.length !== size)
    throw refusal('latent.size', { size, given: values.length, most: 1 });
  const decode = decoderOf(prepared, { label: request.label, to: null });
  return new Uint8Array(
    directionRows(findDirections(prepared, { generator, decode, encoder }, request, values)).buffer,
  );
}

/** @throws WorkbenchError `run.no-chosen-class`, `run.no-class` */
function decoderOf(prepared: Prepared, { label, to }: ClassChoice): Decode {
  const generator = generatorOf(prepared);
  const { classes } = generator;
  for (const asked of [label, to?.label ?? null]) {
    if (asked === null) continue;
    if (classes === null) throw refusal('run.no-chosen-class', { model: prepared.model.info.title });
    if (asked >= classes) throw refusal('run.no-class', { classes });
  }
  if (classes === null) return (latents) => generator.decode(latents, null);
  const { decodeMixed } = generator;
  return (latents) => {
    const [rows] = latents.shape;
    return to !== null && decodeMixed !== undefined
      ? decodeMixed(latents, mixedClasses(rows, classes, label ?? 0, to))
      : generator.decode(latents, tf.fill([rows], label ?? 0, 'int32'));
  };
}

/** Returns the shares of two classes, the same in each row, [rows, classes]. */
function mixedClasses(
  rows: number,
  classes: number,
  from: number,
  to: { label: number; share: number },
): Tensor2D {
  const shares = new Float32Array(rows * classes);
  for (let row = 0; row < rows; row++) {
    shares[row * classes + from] = 1 - to.share;
    shares[row * classes + to.label] = (shares[row * classes + to.label] ?? 0) + to.share;
  }
  return tf.tensor2d(shares, [rows, classes]);
}

/** A seeded choice of test items, in the order of the split, and how they are encoded. */
function chosenTestItems(prepared: Prepared, count: number, seed: number) {
  const encode = encoderOf(prepared);
  const { test } = prepared;
  const chosen = chosenItems(test, count, 'latent/encoded', seed);
  return { chosen, latents: () => encode(itemsAt(test, chosen)) };
}

function encodedTestItems(prepared: Prepared, count: number, seed: number): Uint8Array {
  const { test } = prepared;
  const { chosen, latents: encoded } = chosenTestItems(prepared, count, seed);
  const latents = valuesOf(encoded);
  const size = latents.length / chosen.length;
  const rows = new Float32Array(chosen.length * (size + 2));
  chosen.forEach((item, row) => {
    rows.set(latents.subarray(row * size, (row + 1) * size), row * (size + 2));
    rows.set([test.labels?.[item] ?? -1, item], row * (size + 2) + size);
  });
  return new Uint8Array(rows.buffer);
}

function splitItems(prepared: Prepared, name: 'test' | 'training', places: Float32Array): Uint8Array {
  const split = prepared[name];
  const { max } = LATENT_LIMITS.count;
  if (places.length > max) throw refusal('latent.size', { size: 1, given: places.length, most: max });
  if (!places.every((place) => Number.isInteger(place) && place >= 0 && place < split.count))
    throw refusal('latent.no-item', { count: split.count, split: name });
  return itemBytes(prepared, () => itemsAt(split, Int32Array.from(places)));
}

function encoderOf({ built, model }: Prepared): (items: Tensor2D) => Tensor2D {
  if (built.encode === undefined) throw refusal('latent.no-encoder', { model: model.info.title });
  return built.encode;
}

const itemSizeOf = ({ test }: Prepared): number => test.items.length / test.count;

/** Returns values as rows, [n, size]. @throws WorkbenchError `latent.size` if the number of values does not fit */
function rowsOf(values: Float32Array, size: number): Tensor2D {
  const rows = values.length / size;
  const { min, max } = LATENT_LIMITS.count;
  if (!Number.isInteger(rows) || rows < min || rows > max)
    throw refusal('latent.size', { size, given: values.length, most: max });
  return tf.tensor2d(values, [rows, size]);
}

const floats = (make: () => Tensor2D): Uint8Array => floatBytes(valuesOf(make));

const floatBytes = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength).slice();

/** Returns images as bytes, or points as floats. */
function itemBytes(prepared: Prepared, make: () => Tensor2D): Uint8Array {
  return isOfPoints(prepared) ? floats(make) : imagesToBytes(make);
}
