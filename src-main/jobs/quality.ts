import { WorkbenchError } from '../contract/error';
import { MIXTURES, type Mixture } from '../contract/mixtures';
import type { Quality, QualityValue } from '../contract/quality';
import { loadSplit, type LoadedSplit } from '../datasets/load';
import { statelessRandom, streamKey } from '../engine/random';
import { tf } from '../engine/tensorflow';
import { bootstrapInterval } from '../evaluation/bootstrap';
import { linearAlgebra, seededNumbers } from '../evaluation/engine';
import { floorsOf, type Floor } from '../evaluation/floor';
import type { Matrix } from '../evaluation/matrix';
import type { EvaluationContext, EvaluationInput } from '../evaluation/measurement';
import type { Pictures } from '../evaluation/pictures';
import { evaluate, metricsOf } from '../evaluation/registry';
import { part, runSteps, type Steps } from '../evaluation/steps';
import type { Generator } from '../models/model';
import { encodeAll, encoderOf, type Encoder } from './encoder';
import { partOf } from './held-out';
import { classCount, prepareInference, type Prepared } from './prepare';
import type { JobMessage, QualityTask } from './protocol';
import { imagesToBytes, labelBatch } from './tensors';

const DECODED_AT_ONCE = 500;
/** How many random sets of training items a floor is measured with; only one for expensive metrics. */
const [FLOOR_DRAWS, LARGE] = [3, 4000];
/** Training items that samples are compared with to find copies. */
const MAX_TRAINING_ITEMS = 10_000;

/**
 * Draws samples with a checkpoint's weights and measures how good they are against as many items of the test split.
 * All randomness follows from the task's seed.
 * @throws WorkbenchError `run.no-samples`, `evaluation.…`, and as `prepare`
 */
export async function measureQuality(task: QualityTask, post: (message: JobMessage) => void): Promise<void> {
  const { seed } = task;
  const prepared = await prepareInference(task);
  const { built, model, backend, test, start } = prepared;
  const { generator } = built;
  if (generator === null) throw nothingToMeasure(model.info.title);
  const progress = (from: number, to: number) => (fraction: number) => {
    post({ type: 'progress', done: from + (to - from) * fraction, total: 1 });
  };
  // The whole split, whatever the run held out, so that encoder, floors and copies are the same for all runs on it.
  const training = loadSplit(task.dataset.train);
  const classes = classCount(training.labels, test.labels);
  const real = partOf(test, task.samples, streamKey(seed, 'quality/real'));
  const generated = figuresOf(prepared, generator, real, seed);
  const known = partOf(training, MAX_TRAINING_ITEMS, streamKey(seed, 'quality/training'));
  const encoder =
    model.info.data === 'points'
      ? null
      : await encoderOf(task.encoderFile, { training, test, classes }, backend, progress(0, 0.5));
  const inputOf =
    encoder === null
      ? pointInputs(task.config.dataset, real)
      : imageInputs(encoder, real, known, test, classes);
  const context: EvaluationContext = {
    algebra: linearAlgebra(backend.native),
    random: (use) => seededNumbers(seed, use),
  };
  const steps = measured(inputOf, { generated, known }, context);
  const result = await runSteps(steps, { onProgress: progress(0.5, 1) });
  const { step } = start;
  const quality = { step, samples: real.count, seed, encoder: encoder?.info ?? null, ...result };
  post({ type: 'measured', quality });
}

/** As many samples as real items, with their labels if the model is conditional. */
function figuresOf(
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
    return real.items instanceof Uint8Array
      ? imagesToBytes(decode)
      : tf.tidy(() => decode().dataSync<'float32'>());
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

/** The input of the metrics with `items` as the samples. */
type InputOf = (items: LoadedSplit) => EvaluationInput;

function imageInputs(
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

function pointInputs(dataset: string, real: LoadedSplit): InputOf {
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
  return { values: Float32Array.from(items, (value) => value / 255), count, height, width, channels };
}

const pointsOf = ({ items, count: rows }: LoadedSplit): Matrix => ({
  values: Float32Array.from(items),
  rows,
  columns: 2,
});

/** All metrics with their intervals and floors. */
function* measured(
  inputOf: InputOf,
  { generated, known }: { readonly generated: LoadedSplit; readonly known: LoadedSplit },
  context: EvaluationContext,
): Steps<Pick<Quality, 'metrics' | 'histogram'>> {
  const ids = [...metricsOf('default'), ...metricsOf('more')];
  const { values, details } = yield* part(evaluate(inputOf(generated), ids, context), 0, 0.4);
  const lowest = yield* part(floors(inputOf, generated.count, known, Object.keys(values), context), 0.4, 1);
  const metrics = Object.fromEntries(
    Object.entries(values).map(([id, value]): [string, QualityValue] => {
      const interval = bootstrapInterval(value, context.random);
      return [
        id,
        {
          value: value.value,
          interval: interval && { low: interval.low, high: interval.high },
          floor: floorValue(lowest[id]),
        },
      ];
    }),
  );
  const [histogram = null] = Object.values(details).flatMap((one) =>
    one.histogram ? [[...one.histogram]] : [],
  );
  return { metrics, histogram };
}

function floorValue(floor: Floor | undefined): QualityValue['floor'] {
  return floor === undefined ? null : { mean: floor.mean, standardDeviation: floor.standardDeviation };
}

/** The metrics of training items in place of samples; none if there are too few. */
function* floors(
  inputOf: InputOf,
  samples: number,
  known: LoadedSplit,
  ids: readonly string[],
  context: EvaluationContext,
): Steps<Readonly<Record<string, Floor>>> {
  // Training items are trivially copies of training items.
  const asked = ids.filter((id) => id !== 'copies');
  if (known.count < samples) return {};
  return yield* floorsOf(samples >= LARGE ? 1 : FLOOR_DRAWS, function* (draw) {
    const items = partOf(known, samples, streamKey(draw, 'quality/floor'));
    const { values } = yield* evaluate(inputOf(items), asked, context);
    return Object.fromEntries(Object.entries(values).map(([id, { value }]) => [id, value]));
  });
}

function nothingToMeasure(title: string): WorkbenchError {
  return new WorkbenchError({
    code: 'run.no-samples',
    message: `${title} generates nothing that could be evaluated.`,
    advice: 'Choose a run of a model that generates images or points.',
  });
}
