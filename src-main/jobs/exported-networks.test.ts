import type { io } from '@tensorflow/tfjs';
import * as hdf5 from 'h5wasm';
import * as onnx from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { at } from '../contract/at';
import { networkRoles, type NetworkRole } from '../contract/network-role';
import { loadTensorflow } from '../engine/backend';
import { tf, type Tensor, type Variable } from '../engine/tensorflow';
import { traceOf } from '../engine/trace';
import { kerasGraph } from '../exports/keras/graph';
import { KERNELS } from '../exports/keras/kernels';
import { kerasModel } from '../exports/keras/model';
import { kerasWeights } from '../exports/keras/weights';
import { onnxGraph } from '../exports/onnx/graph';
import { encodeOnnx } from '../exports/onnx/model';
import { tfjsModel } from '../exports/tfjs/model';
import { networkFunctions, type NetworkFunction } from '../models/network-functions';
import { MODELS, modelById } from '../models/registry';
import { buildSmall, itemShapeOf, SMALL } from '../testing/small-models';

/** Runs every network of every model in ONNX Runtime and in a browser's TensorFlow.js, and compares the results with those of the model. */
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

function traced(role: NetworkRole, { network, functions }: ReturnType<typeof built>) {
  const one = functions.get(role);
  if (one === undefined) throw new Error(`There is no ${role}.`);
  const variables = network.networks.flatMap((each) =>
    [...each.variables, ...each.averages].map(
      ([key, variable]) => [`${each.name}/${key}`, variable] as const,
    ),
  );
  return { one, trace: traceOf(one.inputs, new Map(variables), one.run) };
}

/** Results of another program are those of the model, to 1e-5. */
function expectEqual(
  expected: Readonly<Record<string, Tensor>>,
  found: Readonly<Record<string, { readonly shape: readonly number[]; readonly values: ArrayLike<unknown> }>>,
): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
  const seen: number[] = [];
  for (const [name, tensor] of Object.entries(expected)) {
    expect(found[name]?.shape).toEqual(tensor.shape);
    const values = tensor.dataSync<'float32'>();
    const largest = values.reduce((most, value, i) => {
      const difference = Math.abs(value - Number(found[name]?.values[i])) / Math.max(1, Math.abs(value));
      return Math.max(most, difference);
    }, 0);
    expect(largest).toBeLessThanOrEqual(1e-5);
    seen.push(...values);
  }
  // A network that ignores its input would pass otherwise.
  expect(new Set(seen).size).toBeGreaterThan(1);
}

/** Loads a model as a page would, from its JSON and its file of weights, and runs it in pure JavaScript. */
async function inBrowser(files: ReturnType<typeof tfjsModel>, inputs: Readonly<Record<string, Tensor>>) {
  const { modelTopology, weightsManifest, ...others } = JSON.parse(
    JSON.stringify(files.topology),
  ) as Required<Pick<io.ModelJSON, 'format' | 'signature' | 'modelTopology' | 'weightsManifest'>>;
  const weightData = Uint8Array.from(Buffer.concat(files.weights)).buffer;
  const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
  const before = tf.getBackend();
  await tf.setBackend('cpu');
  try {
    const model = await tf.loadGraphModel(
      tf.io.fromMemory({ ...others, modelTopology, weightSpecs, weightData }),
    );
    const names = Object.keys(files.topology.signature.outputs);
    const given = Object.fromEntries(
      Object.entries(inputs).map(([name, tensor]) => [
        `${name}:0`,
        tf.tensor(tensor.dataSync(), tensor.shape, tensor.dtype),
      ]),
    );
    const results = [
      model.execute(
        given,
        names.map((name) => `${name}:0`),
      ),
    ].flat();
    const found = names.map((name, i) => {
      const { shape } = at(results, i);
      return [name, { shape, values: at(results, i).dataSync() }] as const;
    });
    model.dispose();
    return Object.fromEntries(found);
  } finally {
    await tf.setBackend(before);
  }
}

/** The datasets of an HDF5 file by their paths. */
async function readWeights(bytes: Uint8Array): Promise<Map<string, Float32Array>> {
  const { FS } = await hdf5.ready;
  FS.writeFile('/read.h5', bytes);
  const file = new hdf5.File('/read.h5', 'r');
  const datasets = file.paths().flatMap((path) => {
    const found = file.get(path);
    return found instanceof hdf5.Dataset ? [[path, found.value as Float32Array] as const] : [];
  });
  file.close();
  return new Map(datasets);
}

describe.each(VARIANTS)('networks of %s with %o', (id, given) => {
  const whole = built(id, given);
  const { model, functions } = whole;

  it('are those that are offered', () => {
    expect([...functions.keys()].sort()).toEqual([...networkRoles(model.info)].sort());
  });

  it.each([...functions.keys()])('%s gives the same outputs in ONNX Runtime', async (role) => {
    const { one, trace } = traced(role, whole);
    const bytes = encodeOnnx(onnxGraph(role, trace), { role });
    const session = await onnx.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
    const examples = examplesOf(one);
    const fed = Object.fromEntries(one.inputs.map(({ name }, i) => [name, toRuntime(at(examples, i))]));
    const results = Object.entries(await session.run(fed));
    expectEqual(
      one.run(...examples),
      Object.fromEntries(
        results.map(([name, { dims, data }]) => [name, { shape: dims, values: data as Float32Array }]),
      ),
    );
    await session.release();
  });

  it.each([...functions.keys()])('%s gives the same outputs in TensorFlow.js', async (role) => {
    const { one, trace } = traced(role, whole);
    const examples = examplesOf(one);
    const inputs = Object.fromEntries(one.inputs.map(({ name }, i) => [name, at(examples, i)]));
    const expected = one.run(...examples);
    expectEqual(expected, await inBrowser(tfjsModel(trace, { role }), inputs));
  });

  it.each([...functions.keys()])('%s becomes layers of Keras with all its weights', async (role) => {
    const { trace } = traced(role, whole);
    const { config, weights } = kerasModel(role, kerasGraph(trace, KERNELS), {});
    const { layers, output_layers: outputs } = config.config;
    expect(Object.keys(outputs)).toEqual([...trace.outputs.keys()]);
    // Every layer takes outputs of layers before it.
    const before = new Set<string>();
    for (const { name, inbound_nodes: nodes } of layers) {
      for (const tensor of nodes.flatMap(({ args }) => args.flat()))
        expect(before).toContain(tensor.config.keras_history[0]);
      before.add(name);
    }
    const stored = await readWeights(await kerasWeights(weights));
    for (const [group, values] of weights)
      for (const [i, { values: expected }] of values.entries())
        expect(stored.get(`layers/${group}/vars/${String(i)}`)).toEqual(Float32Array.from(expected));
    // A batch normalisation has its four weights as a scale and a shift, and zeros and ones.
    const trained = [...trace.constants].filter(([name]) => /\/(weights|biases)$/.test(name));
    const found = [...stored.values()].map((values) => values.join());
    if (trace.ops.every(({ kernel }) => kernel !== 'Sqrt'))
      for (const [name, { values }] of trained) expect(found, name).toContain(values.join());
  });
});
