import { at } from '../contract/at';
import { examplesPerStep } from '../contract/epoch';
import type { Run } from '../contract/run';
import type { DatasetFiles } from '../datasets/files';
import { batchOrder, gather, gatherLabels } from '../engine/batches';
import { statelessRandom, type Random } from '../engine/random';
import { tf, type Tensor } from '../engine/tensorflow';
import { networkVariables } from '../engine/training-step';
import type { RecordedArray, RecordedStart } from '../exports/recorded-start';
import { pointMoments } from '../models/points';
import { prepare } from './prepare';

/** Collects arrays of equal shape, one of each name for each step. */
function collector() {
  const collected = new Map<string, { shape: readonly number[]; parts: (Float32Array | Int32Array)[] }>();
  return {
    add(name: string, shape: readonly number[], values: Float32Array | Int32Array) {
      const found = collected.get(name);
      if (found === undefined) collected.set(name, { shape, parts: [values] });
      else found.parts.push(values);
    },
    arrays: (): Map<string, RecordedArray> =>
      new Map([...collected].map(([name, { shape, parts }]) => [name, joined(shape, parts)])),
  };
}

function joined(shape: readonly number[], parts: readonly (Float32Array | Int32Array)[]): RecordedArray {
  const size = at(parts, 0).length;
  const values =
    parts[0] instanceof Int32Array
      ? new Int32Array(size * parts.length)
      : new Float32Array(size * parts.length);
  for (const [i, part] of parts.entries()) values.set(part, i * size);
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
  const { backend, model, built, hyperparameters, training } = await prepare(task);
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
        recorded.add(`draws/${stream}`, draw.shape, draw.dataSync<'float32'>().slice());
      });
      const batch = tf.tensor2d(x.slice(), [batchSize, itemSize]);
      const metrics = built.step({ x: batch, labels: chosen && tf.tensor1d(chosen, 'int32'), step, random });
      for (const [name, value] of Object.entries(metrics))
        recorded.add(`metrics/${name}`, [], value.dataSync<'float32'>().slice());
    });
  }
  return {
    hyperparameters,
    networks: built.networks.map(({ name, plan }) => ({ name, plan })),
    weights,
    points: model.info.data === 'points' ? pointMoments(training) : null,
    steps: recorded.arrays(),
  };
}
