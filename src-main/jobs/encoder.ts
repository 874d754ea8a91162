import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { at } from '../contract/at';
import type { EncoderInfo } from '../contract/quality';
import type { LoadedSplit } from '../datasets/load';
import type { Backend } from '../engine/backend';
import { gradientsOf } from '../engine/gradients';
import { convolution, dense, flatten, relu, reshape, sigmoid } from '../engine/layers';
import { isCorrect, softmaxCrossEntropy } from '../engine/losses';
import { glorotInitializer, network, type NetworkBuilder } from '../engine/network';
import { adam } from '../engine/optimizers';
import { statelessRandom } from '../engine/random';
import { decodeSafetensors, encodeSafetensors } from '../engine/safetensors';
import { createStepRunner } from '../engine/step-runner';
import { tf, type Scalar, type Tensor1D, type Tensor2D, type Variable } from '../engine/tensorflow';
import { stepRequest, type Trainable, type TrainStep } from '../engine/training-step';
import type { Matrix } from '../evaluation/matrix';
import { itemBatch, labelBatch } from './tensors';
import { writeCacheFile } from './cache-file';

const BATCH = 128;
/** About 128 000 items: two passes over MNIST, fourteen over a dataset of 9 000. Ten to twenty seconds on two cores. */
const STEPS = 1000;
const STEPS_A_TURN = 20;
const FEATURES = 128;
const BOTTLENECK = 64;
const SEED = 0;
const EVALUATED_AT_ONCE = 500;

export interface Encoder {
  readonly info: EncoderInfo;
  /** Images [n, pixels] from 0 to 1 → [n, dimensions]. */
  readonly features: (images: Tensor2D) => Tensor2D;
  /** [n, classes]; null if the data has no labels. */
  readonly logits: ((images: Tensor2D) => Tensor2D) | null;
  /** p(y|x), [n, classes]; null if the data has no labels. */
  readonly probabilities: ((images: Tensor2D) => Tensor2D) | null;
}

export interface EncoderData {
  readonly training: LoadedSplit;
  readonly test: LoadedSplit;
  /** Number of classes; null if there are no labels. */
  readonly classes: number | null;
}

/** A network with everything that its training needs. */
interface Candidate extends Pick<Trainable, 'optimizers' | 'step'> {
  readonly kind: EncoderInfo['kind'];
  readonly dimensions: number;
  readonly network: NetworkBuilder;
  readonly features: Encoder['features'];
  readonly logits: Encoder['logits'];
  readonly probabilities: Encoder['probabilities'];
  /** The values whose mean is its score, one per item: [n]. */
  readonly scores: (images: Tensor2D, labels: Tensor1D | null) => Tensor1D;
}

/**
 * Returns the encoder of a dataset: read from its file or, if there is none, trained on the training split and written.
 * @param file file of the encoder, one per dataset and `ENCODER_VERSION`
 * @param onProgress called with values from 0 to 1 while it is trained
 */
export async function encoderOf(
  file: string,
  data: EncoderData,
  backend: Backend,
  onProgress: (fraction: number) => void,
): Promise<Encoder> {
  const candidate = build(data, backend);
  const { kind, dimensions, network: N, features, logits, probabilities } = candidate;
  const known = existsSync(file) ? restored(N.variables, readFileSync(file)) : null;
  if (known === null) await trainOn(candidate, data, backend, onProgress);
  const weights = bytesOf(N.variables);
  const score = known ?? scoreOf(candidate, data.test);
  if (known === null) writeCacheFile(file, bytesOf(N.variables, { score: String(score) }));
  const hash = createHash('sha256').update(weights).digest('hex').slice(0, 12);
  return {
    info: { kind, hash, dimensions, score, scoredOn: data.test.count },
    features,
    logits,
    probabilities,
  };
}

/** Computes features (or, with another function, p(y|x)) of all items of a split, in blocks. @returns [n, columns] */
export function encodeAll(split: LoadedSplit, encode: (images: Tensor2D) => Tensor2D): Matrix {
  let values = new Float32Array(0);
  let columns = 0;
  for (let from = 0; from < split.count; from += EVALUATED_AT_ONCE) {
    const count = Math.min(EVALUATED_AT_ONCE, split.count - from);
    tf.tidy(() => {
      const encoded = encode(itemBatch(split, from, count));
      columns = encoded.shape[1];
      if (from === 0) values = new Float32Array(split.count * columns);
      values.set(encoded.dataSync<'float32'>(), from * columns);
    });
  }
  return { values, rows: split.count, columns };
}

function build({ training, classes }: EncoderData, backend: Backend): Candidate {
  const { height, width, channels } = training;
  const pixels = height * width * channels;
  const first = tf.tensor1d([0], 'int32');
  const random = statelessRandom(SEED, first, backend.native);
  const N = network('encoder', glorotInitializer(random));
  const dimensions = classes === null ? BOTTLENECK : FEATURES;
  const features = N.stack('features', { name: 'image', shape: [pixels] }, [
    reshape([height, width, channels]),
    convolution('convolution_1', 32, { kernel: 3, stride: 2 }),
    relu(),
    convolution('convolution_2', 64, { kernel: 3, stride: 2 }),
    relu(),
    flatten(),
    dense('features', dimensions),
    ...(classes === null ? [] : [relu()]),
  ]);
  const shared = { network: N, dimensions, features: (images: Tensor2D) => features(images) };
  if (classes === null) {
    const decode = N.stack('decoder', features, [
      dense('hidden', 256),
      relu(),
      dense('output', pixels),
      sigmoid(),
    ]);
    const errors = (images: Tensor2D) =>
      tf.mean<Tensor1D>(tf.squaredDifference(decode(features(images)), images), 1);
    return {
      ...shared,
      ...trainable(N, (images) => tf.mean<Scalar>(errors(images))),
      kind: 'autoencoder',
      logits: null,
      probabilities: null,
      scores: errors,
    };
  }
  const classify = N.stack('classes', features, [dense('output', classes)]);
  const logits = (images: Tensor2D) => classify(features(images));
  return {
    ...shared,
    ...trainable(N, (images, labels) => tf.mean<Scalar>(softmaxCrossEntropy(logits(images), known(labels)))),
    kind: 'classifier',
    logits,
    probabilities: (images) => tf.softmax(logits(images)),
    scores: (images, labels) => isCorrect(logits(images), known(labels)),
  };
}

function known(labels: Tensor1D | null): Tensor1D {
  if (labels === null) throw new Error('A classifier is trained without labels.');
  return labels;
}

function trainable(N: NetworkBuilder, loss: (images: Tensor2D, labels: Tensor1D | null) => Scalar) {
  const optimizer = adam([N], { learningRate: 0.001 });
  const step: TrainStep = ({ x, labels }) => {
    const result = gradientsOf([N], () => ({ loss: loss(x, labels) }));
    optimizer.apply(result);
    return { loss: result.parts.loss };
  };
  return { step, optimizers: [optimizer] };
}

async function trainOn(
  { network: N, optimizers, step }: Candidate,
  { training }: EncoderData,
  backend: Backend,
  onProgress: (fraction: number) => void,
): Promise<void> {
  const batchSize = Math.min(BATCH, training.count);
  const trainable = { networks: [N], optimizers, step };
  const request = stepRequest(backend, trainable, training, { seed: SEED, batchSize });
  const { runner } = await createStepRunner(request, 'auto');
  for (let at = 0; at < STEPS;) {
    at += runner.run(at, Math.min(STEPS_A_TURN, STEPS - at));
    runner.readMetrics();
    onProgress(at / STEPS);
    await nextTurn();
  }
  runner.pull();
  runner.dispose();
}

function scoreOf({ scores }: Candidate, test: LoadedSplit): number {
  let sum = 0;
  for (let from = 0; from < test.count; from += EVALUATED_AT_ONCE) {
    const count = Math.min(EVALUATED_AT_ONCE, test.count - from);
    const total = tf.tidy(() =>
      tf.sum(scores(itemBatch(test, from, count), labelBatch(test, from, count))).dataSync<'float32'>(),
    );
    sum += at(total, 0);
  }
  return sum / test.count;
}

function bytesOf(
  variables: ReadonlyMap<string, Variable>,
  metadata: Record<string, string> = {},
): Uint8Array {
  const tensors = new Map(
    [...variables].map(([name, variable]) => [
      name,
      { shape: variable.shape, values: variable.dataSync<'float32'>() },
    ]),
  );
  return encodeSafetensors({ tensors, metadata });
}

/** Loads the weights. @returns the score; null if the file is damaged or has other shapes and must be written again */
function restored(variables: ReadonlyMap<string, Variable>, bytes: Uint8Array): number | null {
  try {
    const { tensors, metadata } = decodeSafetensors(bytes);
    const score = Number(metadata['score']);
    const fits = [...variables].every(
      ([name, variable]) => tensors.get(name)?.shape.join() === variable.shape.join(),
    );
    if (!fits || !Number.isFinite(score)) return null;
    for (const [name, variable] of variables) {
      const values = tensors.get(name)?.values ?? new Float32Array();
      tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
    }
    return score;
  } catch {
    return null;
  }
}
