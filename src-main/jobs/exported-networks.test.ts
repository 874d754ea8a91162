import * as onnx from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { at } from '../contract/at';
import { networkRoles } from '../contract/network-role';
import { loadTensorflow } from '../engine/backend';
import { tf, type Tensor, type Variable } from '../engine/tensorflow';
import { traceOf } from '../engine/trace';
import { onnxGraph } from '../exports/onnx/graph';
import { encodeOnnx } from '../exports/onnx/model';
import { networkFunctions, type NetworkFunction } from '../models/network-functions';
import { MODELS, modelById } from '../models/registry';
import { buildSmall, itemShapeOf, SMALL } from '../testing/small-models';

/** Runs every network of every model in ONNX Runtime, and compares the results with those of the model. */
const backend = await loadTensorflow();
onnx.env.wasm.numThreads = 1;

const VARIANTS: readonly [id: string, given: Record<string, unknown>][] = [
  ...MODELS.map(({ info }) => [info.id, {}] as [string, Record<string, unknown>]),
  [
    'sgan',
    { networks: 'dense', generatorUnits: '16, 12', discriminatorUnits: '16, 12', startFromData: true },
  ],
  [
    'gan-mlp-2d',
    { generatorNormalization: true, discriminatorActivation: 'maxout', discriminatorUnits: '8, 7' },
  ],
  ['vae-mlp', { latentSize: 4, reluOnLatent: true, dropout: 0.3, decoder: 'gaussian' }],
  ['autoencoder', { hiddenUnits: '' }],
];

function addTo(variable: Variable, low: number, high: number): void {
  tf.tidy(() => variable.assign(tf.add(variable, tf.randomUniform(variable.shape, low, high, 'float32', 1))));
}

function built(id: string, given: Record<string, unknown>) {
  const model = modelById(id);
  const network = buildSmall(model, backend, given);
  // Biases and moving averages start as zeros and ones, which would hide that they are missing.
  for (const { variables, averages } of network.networks) {
    for (const variable of variables.values()) addTo(variable, -0.15, 0.2);
    // A variance is positive.
    for (const average of averages.values()) addTo(average, 0, 0.3);
  }
  return { model, network, functions: networkFunctions(network, model.info, itemShapeOf(model)) };
}

/** Another number of examples than the two that are traced. */
const BATCH = 5;

function examplesOf({ inputs }: NetworkFunction): Tensor[] {
  return inputs.map(({ dtype, shape }, i) =>
    dtype === 'int32'
      ? tf.tensor1d(
          Int32Array.from({ length: BATCH }, (_, n) => n % SMALL.classes),
          'int32',
        )
      : tf.randomUniform([BATCH, ...shape], 0, 1, 'float32', i + 1),
  );
}

const toRuntime = (tensor: Tensor): onnx.Tensor =>
  tensor.dtype === 'int32'
    ? new onnx.Tensor('int64', BigInt64Array.from([...tensor.dataSync<'int32'>()], BigInt), tensor.shape)
    : new onnx.Tensor('float32', tensor.dataSync<'float32'>(), tensor.shape);

describe.each(VARIANTS)('networks of %s with %o in ONNX Runtime', (id, given) => {
  const { model, network, functions } = built(id, given);

  it('are those that are offered', () => {
    expect([...functions.keys()].sort()).toEqual([...networkRoles(model.info)].sort());
  });

  it.each([...functions])('%s gives the same outputs', async (role, one) => {
    const variables = network.networks.flatMap((each) =>
      [...each.variables, ...each.averages].map(
        ([key, variable]) => [`${each.name}/${key}`, variable] as const,
      ),
    );
    const bytes = encodeOnnx(onnxGraph(role, traceOf(one.inputs, new Map(variables), one.run)), { role });
    const session = await onnx.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
    const examples = examplesOf(one);
    const fed = Object.fromEntries(one.inputs.map(({ name }, i) => [name, toRuntime(at(examples, i))]));
    const found = await session.run(fed);
    const expected = one.run(...examples);
    expect(Object.keys(found)).toEqual(Object.keys(expected));
    const seen: number[] = [];
    for (const [name, tensor] of Object.entries(expected)) {
      const { dims, data } = at(Object.values(found), Object.keys(expected).indexOf(name));
      expect(dims).toEqual(tensor.shape);
      const values = tensor.dataSync<'float32'>();
      const largest = values.reduce((most, value, i) => {
        const difference = Math.abs(value - Number(data[i])) / Math.max(1, Math.abs(value));
        return Math.max(most, difference);
      }, 0);
      expect(largest).toBeLessThanOrEqual(1e-5);
      seen.push(...values);
    }
    // A network that ignores its input would pass otherwise.
    expect(new Set(seen).size).toBeGreaterThan(1);
    await session.release();
  });
});
