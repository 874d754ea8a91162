import { at } from '../../src-main/contract/at';
import { MIXTURES, type Mixture } from '../../src-main/contract/mixtures';
import type { LoadedSplit } from '../../src-main/datasets/load';
import { statelessRandom } from '../../src-main/engine/random';
import { tf, type Scalar, type Tensor2D } from '../../src-main/engine/tensorflow';
import { coveredClasses, histogram, modeCoverage, nearestModes } from '../../src-main/evaluation/coverage';
import type { Generator } from '../../src-main/models/model';
import type { Prepared } from '../../src-main/jobs/prepare';
import { measureAll } from '../../src-main/jobs/evaluation';
import { itemBatch } from '../../src-main/jobs/tensors';

/** Logits [n, classes] of images [n, pixels]. */
export type Classify = (images: Tensor2D) => Tensor2D;

export type Measures = Record<string, number>;

const SAMPLES = 2000;
/**
 * A sample with lower classifier confidence counts for no class, because strokes from early GAN training are not
 * digits.
 */
const RECOGNISED_FROM = 0.9;
/** Number of digit classes that the classifier knows. */
const CLASSES = 10;
const BATCH = 500;

/** Metrics of a model on the whole test split. */
export function measureTest(prepared: Prepared): Measures {
  const measures: Measures = { ...testMeans(prepared), ...reconstructionErrors(prepared) };
  if (prepared.model.info.family === 'VAE') measures.active_units = activeUnits(prepared);
  return measures;
}

/** Metrics of a model's samples, always from the same latents. Empty without a generator or a scorer. */
export function measureSamples(
  prepared: Prepared,
  datasetId: string,
  classify: Classify | null,
  count = SAMPLES,
): Measures {
  const { built, model, atStart } = prepared;
  const { generator } = built;
  if (generator === null) return {};
  const { samples, asked } = draw(generator, atStart.random, count);
  const share = (found: readonly number[]) =>
    asked === null
      ? {}
      : { class_consistency: found.filter((label, i) => label === asked[i]).length / count };
  if (model.info.data === 'points') {
    const mixture: Mixture | undefined = (MIXTURES as Readonly<Record<string, Mixture>>)[datasetId];
    if (mixture === undefined) return {};
    const nearest = nearestModes(samples.flat(), mixture);
    const { covered, highQuality } = modeCoverage(nearest);
    const consistency = share(nearest.map(({ mode }) => mode));
    return { modes_covered: covered, high_quality: highQuality, ...consistency };
  }
  if (classify === null) return {};
  const found = samples.flatMap((batch) => tf.tidy(() => recognise(classify(tensorOf(batch)))));
  const known = found.filter(({ probability }) => probability >= RECOGNISED_FROM);
  const counts = histogram(
    known.map(({ label }) => label),
    CLASSES,
  );
  return {
    recognised: known.length / count,
    classes_covered: coveredClasses(counts, count),
    ...share(found.map(({ label }) => label)),
  };
}

/** The most likely class of each row of logits [n, classes], with its probability. */
function recognise(logits: Tensor2D): { label: number; probability: number }[] {
  const probabilities = tf.softmax(logits);
  const labels = tf.argMax(probabilities, 1).dataSync();
  return Array.from(tf.max(probabilities, 1).dataSync(), (probability, i) => ({
    label: at(labels, i),
    probability,
  }));
}

/** The classifier that scores samples. */
export function classifierOf(prepared: Prepared): Classify {
  const { networks } = prepared.built;
  const weights = new Map(networks.flatMap(({ variables }) => [...variables]));
  const dense = (x: Tensor2D, layer: string): Tensor2D => {
    const [w, b] = [weights.get(`${layer}/weights`), weights.get(`${layer}/biases`)];
    if (w === undefined || b === undefined) throw new Error(`The classifier has no layer ${layer}.`);
    return tf.add(tf.matMul(x, w as unknown as Tensor2D), b);
  };
  return (images) => dense(tf.relu(dense(tf.relu(dense(images, 'hidden_1')), 'hidden_2')), 'output');
}

/** Means of the model's own evaluation over the whole test split, named `test_…`. */
function testMeans({ built, test, atStart }: Prepared): Measures {
  const { means } = measureAll(built, test, atStart.random);
  return Object.fromEntries(Object.entries(means).map(([name, { mean }]) => [`test_${name}`, mean]));
}

/** Mean squared errors of a denoiser's input and of its output. */
function reconstructionErrors({ built, test, backend, atStart }: Prepared): Measures {
  const { reconstruct } = built;
  if (reconstruct === undefined) return {};
  return tf.tidy(() => {
    const images = itemBatch(test, 0, test.count);
    const sets = reconstruct(images, statelessRandom(0, atStart.step, backend.native));
    const error = (set: Tensor2D | undefined) =>
      set ? (tf.mean<Scalar>(tf.square(tf.sub(set, images))).dataSync()[0] ?? NaN) : NaN;
    if (sets.length < 3) return { reconstruction_error: error(sets[1]) };
    return { input_error: error(sets[0]), reconstruction_error: error(sets[1]) };
  });
}

/**
 * Number of latents whose posterior mean has a variance above 0.01 over the test split; Burda et al. 2015, sect. 5.2.
 */
function activeUnits({ built, test }: Prepared): number {
  return tf.tidy(() => {
    const means = built.encode?.(itemBatch(test, 0, test.count));
    if (means === undefined) return NaN;
    return tf.sum(tf.cast(tf.greater(tf.moments(means, 0).variance, 0.01), 'float32')).dataSync()[0] ?? NaN;
  });
}

/** Draws samples in batches as plain numbers, with the requested classes in turn. */
function draw(
  generator: Generator,
  random: Prepared['atStart']['random'],
  count: number,
): { samples: number[][]; asked: number[] | null } {
  const { classes } = generator;
  const samples: number[][] = [];
  const asked: number[] = [];
  for (let from = 0; from < count; from += BATCH) {
    const labels = Array.from({ length: BATCH }, (_, i) => (from + i) % (classes ?? 1));
    asked.push(...labels);
    samples.push(
      tf.tidy(() => {
        const latents = generator.drawLatents(random, `study/${String(from)}`, BATCH);
        const wanted = classes === null ? null : tf.tensor1d(labels, 'int32');
        return Array.from(generator.decode(latents, wanted).dataSync());
      }),
    );
  }
  return { samples, asked: classes === null ? null : asked };
}

function tensorOf(batch: readonly number[]): Tensor2D {
  return tf.tensor2d(Float32Array.from(batch), [BATCH, batch.length / BATCH]);
}

export function toTensor(split: LoadedSplit): Tensor2D {
  return itemBatch(split, 0, split.count);
}
