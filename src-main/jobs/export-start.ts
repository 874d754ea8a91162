import { at } from '../contract/at';
import { examplesPerStep } from '../contract/epoch';
import type { Run } from '../contract/run';
import type { DatasetFiles } from '../datasets/files';
import { batchOrder, gather, gatherLabels } from '../engine/batches';
import { globalNorm } from '../engine/losses';
import type { Network } from '../engine/network';
import { statelessRandom, type Random } from '../engine/random';
import { tf, type Scalar, type Tensor } from '../engine/tensorflow';
import { networkVariables } from '../engine/training-step';
import { AVERAGES, type WeightAverage } from '../engine/weight-average';
import type { RecordedArray, RecordedStart } from '../exports/recorded-start';
import type { BuiltModel } from '../models/model';
import { pointMoments } from '../models/points';
import { classCount, prepare } from './prepare';

/** Collects arrays of equal shape, one of each name for each step. */
function collector() {
  const collected = new Map<string, { shape: readonly number[]; parts: RecordedArray['values'][] }>();
  return {
    add(name: string, shape: readonly number[], values: RecordedArray['values']) {
      const found = collected.get(name);
      if (found === undefined) collected.set(name, { shape, parts: [values] });
      else found.parts.push(values);
    },
    arrays: (): Map<string, RecordedArray> =>
      new Map([...collected].map(([name, { shape, parts }]) => [name, joined(shape, parts)])),
  };
}

function emptyLike(values: RecordedArray['values'], size: number): RecordedArray['values'] {
  if (values instanceof Uint8Array) return new Uint8Array(size);
  return values instanceof Int32Array ? new Int32Array(size) : new Float32Array(size);
}

function joined(shape: readonly number[], parts: readonly RecordedArray['values'][]): RecordedArray {
  const first = at(parts, 0);
  const values = emptyLike(first, first.length * parts.length);
  for (const [i, part] of parts.entries()) values.set(part, i * first.length);
  return { shape: [parts.length, ...shape], values };
}

/** Reports every draw of a step. */
function observed(random: Random, onDraw: (stream: string, draw: Tensor) => void): Random {
  const reported = (stream: string, draw: Tensor): Tensor => {
    onDraw(stream, draw);
    return draw;
  };
  return {
    normal: (stream, shape) => reported(stream, random.normal(stream, shape)),
    uniform: (stream, shape, min, max) => reported(stream, random.uniform(stream, shape, min, max)),
  };
}

/** One bit for each draw that is at least the rate, the first in the highest bit, as `numpy.packbits` has them. */
function keptBits(draws: Float32Array, rate: number): Uint8Array {
  const bits = new Uint8Array(Math.ceil(draws.length / 8));
  for (const [i, draw] of draws.entries())
    if (draw >= rate) bits[i >> 3] = at(bits, i >> 3) | (128 >> (i & 7));
  return bits;
}

/** The rates of the networks' dropout, by the names of their streams. */
function dropoutRates(networks: readonly Network[]): Map<string, number> {
  const layers = networks.flatMap(({ plan }) => plan.flatMap((stack) => stack.layers));
  return new Map(
    layers
      .filter(({ kind }) => kind === 'Dropout')
      .map(({ settings: { stream, rate } }) => [String(stream), Number(rate)]),
  );
}

/** The distance of trained weights from their averages. */
function averageDistance(networks: readonly Network[], { variables: averages }: WeightAverage): Scalar {
  const differences = networks.flatMap(({ name, variables }) =>
    [...variables].flatMap(([key, weight]) => {
      const average = averages.get(`${AVERAGES}${name}/${key}`);
      return average === undefined ? [] : [tf.sub(weight, average)];
    }),
  );
  return globalNorm(differences);
}

function labelledOf({
  constants: [items, labels] = [],
}: Pick<BuiltModel, 'constants'>): RecordedStart['labelled'] {
  // Only semi-supervised models have constants.
  if (items === undefined || labels === undefined) return null;
  return {
    items: { shape: items.shape, values: items.dataSync<'float32'>() },
    labels: { shape: labels.shape, values: labels.dataSync<'int32'>() },
  };
}

/**
 * Builds the model of a run as it was before its first step, takes the first steps eagerly, and records them.
 * @throws WorkbenchError as `prepare`
 */
export async function recordStart(
  { config }: Pick<Run, 'config'>,
  dataset: DatasetFiles,
  count: number,
): Promise<RecordedStart> {
  const task = { config: { ...config, device: 'auto' as const }, dataset, checkpoint: null };
  const { backend, model, built, hyperparameters, training, test, totalSteps } = await prepare(task);
  const { seed } = config;
  const { items, labels } = training;
  const itemSize = training.height * training.width * training.channels;
  const batchSize = examplesPerStep(model.info, hyperparameters) ?? NaN;
  const order = batchOrder(seed, items.length / itemSize, batchSize);
  const weights = new Map(
    [...networkVariables(built.networks)].map(([name, variable]) => {
      const values = variable.dataSync<'float32'>().slice();
      return [name, { shape: variable.shape, values }] as const;
    }),
  );
  const recorded = collector();
  const rates = dropoutRates(built.networks);
  const rateOf = (stream: string) => [...rates].find(([name]) => stream.endsWith(`/${name}`))?.[1] ?? NaN;
  const x = new Float32Array(batchSize * itemSize);
  for (let number = 0; number < count; number++) {
    const indices = order.indices(number);
    gather(items, itemSize, indices, x);
    recorded.add('x', [batchSize, itemSize], x.slice());
    const chosen = labels && gatherLabels(labels, indices);
    if (chosen !== null) recorded.add('labels', [batchSize], chosen);
    tf.tidy(() => {
      const step = tf.tensor1d([number], 'int32');
      const random = observed(statelessRandom(seed, step, backend.native), (stream, draw) => {
        const values = draw.dataSync<'float32'>();
        const rate = stream.startsWith('dropout/') ? rateOf(stream) : null;
        if (rate === null) recorded.add(`draws/${stream}`, draw.shape, values.slice());
        else {
          const bits = keptBits(values, rate);
          recorded.add(`draws/${stream}`, [bits.length], bits);
        }
      });
      const batch = tf.tensor2d(x.slice(), [batchSize, itemSize]);
      const metrics = built.step({ x: batch, labels: chosen && tf.tensor1d(chosen, 'int32'), step, random });
      const averaged = built.average && { average_distance: averageDistance(built.networks, built.average) };
      for (const [name, value] of Object.entries({ ...metrics, ...averaged }))
        recorded.add(`metrics/${name}`, [], value.dataSync<'float32'>().slice());
    });
  }
  return {
    hyperparameters,
    networks: built.networks.map(({ name, plan }) => ({ name, plan })),
    weights,
    points: model.info.data === 'points' ? pointMoments(training) : null,
    classes: classCount(training.labels, test.labels),
    totalSteps,
    averaged:
      built.average === undefined ? [] : (built.averagedNetworks ?? built.networks).map(({ name }) => name),
    labelled: labelledOf(built),
    steps: recorded.arrays(),
  };
}
