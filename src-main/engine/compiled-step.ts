import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkbenchError } from '../contract/error';
import { gather } from './eager-step';
import { graphBuilder, type GraphBuilder } from './graph';
import { statelessRandom } from './random';
import { record, type Recording } from './recorder';
import type { StepRequest, StepRunner } from './training-step';
import {
  tf,
  type NativeBackend,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Variable,
} from './tensorflow';

type Metrics = Record<string, Scalar>;

const IMAGES = 'images';
const STEP = 'step';
const INDICES = 'indices';
const TRAINING_SET = 'training_set';

/**
 * Compiles a training step: records it, checks the recording, and loads it as a TensorFlow session that holds the
 * weights, the optimiser's slots and the training set. A step is then one call, and only indices travel.
 * @throws WorkbenchError `engine.uncompilable`
 */
export async function compileStep(request: StepRequest, native: NativeBackend): Promise<StepRunner> {
  const { binding } = native;
  const { batchSize, pixels, images, order, variables } = request;
  const graph = await graphBuilder(binding);
  const int32 = binding.TF_INT32;
  const uint8 = binding.TF_UINT8;
  const imageCount = images.length / pixels;

  for (const [name, variable] of variables) graph.variable(name, binding.TF_FLOAT, variable.shape);
  graph.variable(TRAINING_SET, uint8, [imageCount, pixels]);
  graph.placeholder(STEP, int32, [1]);
  graph.placeholder(INDICES, int32, [batchSize]);
  writeBatch(graph, native);
  const recording = recordStep(request, native, graph, 0);
  const scratch = await graphBuilder(binding);
  for (const [name, variable] of variables) scratch.variable(name, binding.TF_FLOAT, variable.shape);
  requireSameConstants(recording, recordStep(request, native, scratch, 1));

  const metricNames = Object.keys(recording.result);
  const metrics = Object.values(recording.result).map((tensor) => recording.sourceOf(tensor));
  tf.dispose(recording.result);
  const packed = graph.op('Pack', metrics, [
    { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
    { name: 'N', type: binding.TF_ATTR_INT, value: metrics.length },
  ]);
  const output = graph.op(
    'Identity',
    [packed, ...recording.updates],
    [{ name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT }],
  );
  const transfers = writeTransfers(graph, native, variables, [imageCount, pixels]);

  const session = loadSession(graph, native);
  const trainingSet = binding.createTensor([imageCount, pixels], uint8, images);
  transfers.push(session, trainingSet);
  binding.deleteTensor(trainingSet);

  const pending: number[] = [];
  const stepValue = new Int32Array(1);
  return {
    mode: 'compiled',
    metricNames,
    run(number) {
      stepValue[0] = number;
      const step = binding.createTensor([1], int32, stepValue);
      const indices = binding.createTensor([batchSize], int32, order.indices(number));
      const [result] = binding.runSavedModel(
        session,
        [step, indices],
        `${STEP}:0,${INDICES}:0`,
        `${output}:0`,
      );
      binding.deleteTensor(step);
      binding.deleteTensor(indices);
      if (result !== undefined) pending.push(result.id);
    },
    readMetrics: () =>
      pending.splice(0).map((id) => {
        const row = binding.tensorDataSync(id) as Float32Array;
        binding.deleteTensor(id);
        return row;
      }),
    pull: () => transfers.pull(session),
    dispose() {
      for (const id of pending.splice(0)) binding.deleteTensor(id);
      binding.deleteSavedModel(session);
    },
  };
}

/** [batch, pixels] of 0 to 1, gathered from the training set by the fed indices. */
function writeBatch(graph: GraphBuilder, { binding }: NativeBackend): void {
  const type = (name: string, value: number) => ({ name, type: binding.TF_ATTR_TYPE, value });
  const rows = graph.op(
    'ResourceGather',
    [TRAINING_SET, INDICES],
    [type('dtype', binding.TF_UINT8), type('Tindices', binding.TF_INT32)],
  );
  const floats = graph.op('Cast', [rows], [type('SrcT', binding.TF_UINT8), type('DstT', binding.TF_FLOAT)]);
  graph.op('Mul', [floats, graph.scalar(1 / 255)], [type('T', binding.TF_FLOAT)], IMAGES);
}

/** Records the step with the batch and the randomness of step `number`. */
function recordStep(request: StepRequest, native: NativeBackend, graph: GraphBuilder, number: number) {
  const { step, seed, images, pixels, batchSize, order, variables } = request;
  const batch = new Float32Array(batchSize * pixels);
  gather(images, pixels, order.indices(number), batch);
  const stepTensor: Tensor1D = tf.tensor1d([number], 'int32');
  const batchTensor: Tensor2D = tf.tensor2d(batch, [batchSize, pixels]);
  const inputs = new Map<string, Tensor>([
    [STEP, stepTensor],
    [IMAGES, batchTensor],
  ]);
  try {
    return record(native, graph, variables, inputs, () =>
      tf.tidy(() => ({
        ...step({ images: batchTensor, random: statelessRandom(seed, stepTensor, native) }),
      })),
    );
  } finally {
    stepTensor.dispose();
    batchTensor.dispose();
  }
}

/**
 * A value that JavaScript computed anew in the second recording (its own random numbers, a clock, the batch by a side
 * door) would be frozen in the graph.
 */
function requireSameConstants(first: Recording<Metrics>, second: Recording<Metrics>): void {
  tf.dispose(second.result);
  const fail = (what: string) => {
    throw new WorkbenchError({
      code: 'engine.uncompilable',
      message: `The training step differs from one step to the next outside its inputs: ${what}.`,
      advice: 'Draw randomness from the step context only, or train eagerly (--engine eager).',
    });
  };
  if (first.opCount !== second.opCount || first.constants.length !== second.constants.length) {
    fail(`${String(first.opCount)} operations at first, then ${String(second.opCount)}`);
  }
  first.constants.forEach((constant, i) => {
    const other = second.constants[i];
    if (other === undefined || other.use !== constant.use || !constant.bytes.equals(other.bytes)) {
      fail(`the constant at ${constant.use}`);
    }
  });
}

/** Nodes that carry all variables into the session and out of it. */
function writeTransfers(
  graph: GraphBuilder,
  native: NativeBackend,
  variables: ReadonlyMap<string, Variable>,
  trainingSetShape: readonly number[],
) {
  const { binding } = native;
  const names = [...variables.keys()];
  const assigned = names.map((name, i) => {
    const feed = graph.placeholder(`feed_${String(i)}`, binding.TF_FLOAT, variables.get(name)?.shape ?? []);
    graph.readVariable(name, [], `pull_${String(i)}`);
    return `^${graph.assignVariable(name, feed)}`;
  });
  const feed = graph.placeholder('feed_training_set', binding.TF_UINT8, trainingSetShape);
  assigned.push(`^${graph.assignVariable(TRAINING_SET, feed)}`);
  const done = graph.op(
    'Identity',
    [graph.scalar(1), ...assigned],
    [{ name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT }],
  );
  const feeds = [...names.map((_, i) => `feed_${String(i)}:0`), 'feed_training_set:0'].join(',');
  const pulls = names.map((_, i) => `pull_${String(i)}:0`).join(',');
  return {
    push(session: number, trainingSet: number): void {
      const ids = [...native.getInputTensorIds([...variables.values()]), trainingSet];
      for (const { id } of binding.runSavedModel(session, ids, feeds, `${done}:0`)) binding.deleteTensor(id);
    },
    /** One copy of all weights and slots; a few milliseconds for a million weights. */
    pull(session: number): void {
      const handles = binding.runSavedModel(session, [], '', pulls);
      tf.tidy(() => {
        [...variables.values()].forEach((variable, i) => {
          const handle = handles[i];
          if (handle === undefined) return;
          const values = binding.tensorDataSync(handle.id) as Float32Array;
          binding.deleteTensor(handle.id);
          variable.assign(tf.tensor(values, variable.shape));
        });
      });
    },
  };
}

/** The addon loads graphs from SavedModel folders only; the folder is gone again when this returns. */
function loadSession(graph: GraphBuilder, { binding }: NativeBackend): number {
  const directory = mkdtempSync(join(tmpdir(), 'latent-workbench-step-'));
  try {
    writeFileSync(join(directory, 'saved_model.pb'), graph.savedModel());
    return binding.loadSavedModel(directory, 'serve');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
