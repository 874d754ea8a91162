import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refusal } from '../contract/error';
import { autotune } from './autotune';
import { callOptions, runInThread } from './session-call';
import { gather, gatherLabels } from './batches';
import { graphBuilder, type GraphBuilder, type Source } from './graph';
import { statelessRandom } from './random';
import { record, type Recording } from './recorder';
import { graphInputs, inputTensors, withStepInputs } from './step-inputs';
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

const FIRST_STEP = 'first_step';
const INDICES = 'indices';
const TRAINING_SET = 'training_set';
const LABELS = 'labels';

/** Number of steps in one call, for steps so short that the overhead of a call matters. */
const STEPS_PER_CALL = 8;
/** If an eager step takes longer than this, several steps per call save nothing. */
const SHORT_STEP_MS = 30;

/**
 * Compiles a training step: records it, checks the recording, and loads it as a TensorFlow session that holds the
 * weights, the optimiser's slots and the training set. One call runs one step or several, and only indices are
 * transferred.
 *
 * A short step is unrolled: recorded several times in one graph. A call runs the first copy only, or all of them, in
 * threads of TensorFlow or in its own. Which is fastest depends on model and machine, so all are tried while training.
 * @param unroll how many steps to record; chosen by the duration of a step if omitted
 * @throws WorkbenchError `engine.uncompilable`
 */
export async function compileStep(
  request: StepRequest,
  native: NativeBackend,
  unroll?: number,
): Promise<StepRunner> {
  const { binding } = native;
  const { batchSize, itemSize, items, labels, order, variables } = request;
  const graph = await graphBuilder(binding);
  const int32 = binding.TF_INT32;
  const itemCount = items.length / itemSize;

  for (const [name, variable] of variables) graph.variable(name, binding.TF_FLOAT, variable.shape);
  const data: SessionData[] = [
    { name: TRAINING_SET, dtype: storedType(items, native), values: items, shape: [itemCount, itemSize] },
  ];
  if (labels !== null)
    data.push({ name: LABELS, dtype: binding.TF_UINT8, values: labels, shape: [itemCount] });
  for (const { name, dtype, shape } of data) graph.variable(name, dtype, shape);
  const transfers = writeTransfers(graph, native, variables, data);
  graph.beginProgram();
  graph.placeholder(FIRST_STEP, int32, [1]);
  graph.placeholder(INDICES, int32, [-1]);
  const inputs = graphInputs(graph, native, request.inputs);
  const { metricNames, rows } = writeSteps({ ...request, fed: inputs.sources }, native, graph, unroll);
  const severalRows = graph.op('Pack', rows, [
    { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
    { name: 'N', type: binding.TF_ATTR_INT, value: rows.length },
  ]);

  const session = loadSession(graph, native);
  transfers.pushAll(session);

  const tuner = autotune(callOptions(rows.length > 2 ? [1, rows.length] : [1], native));
  const pending: number[] = [];
  const firstStep = new Int32Array(1);
  const indices = new Int32Array(batchSize * rows.length);
  const feeds = [`${FIRST_STEP}:0`, `${INDICES}:0`, ...inputs.feeds].join(',');
  return {
    mode: 'compiled',
    metricNames,
    setInputs: (changed) => {
      inputs.set(changed);
    },
    run(step, limit) {
      const call = tuner.next(limit);
      const count = call.steps;
      firstStep[0] = step;
      for (let i = 0; i < count; i++) indices.set(order.indices(step + i), i * batchSize);
      const started = performance.now();
      const fed = [
        binding.createTensor([1], int32, firstStep),
        binding.createTensor([count * batchSize], int32, indices.subarray(0, count * batchSize)),
        ...inputs.create(),
      ];
      const output = `${(count === 1 ? rows[0] : severalRows) ?? ''}:0`;
      const [result] = runInThread(call.thread, () => binding.runSavedModel(session, fed, feeds, output));
      for (const id of fed) binding.deleteTensor(id);
      if (result !== undefined) pending.push(result.id);
      tuner.record(call, performance.now() - started);
      return count;
    },
    readMetrics: () =>
      pending.splice(0).flatMap((id) => {
        const values = binding.tensorDataSync(id) as Float32Array;
        binding.deleteTensor(id);
        const width = metricNames.length;
        return Array.from({ length: values.length / width }, (_, i) =>
          values.subarray(i * width, (i + 1) * width),
        );
      }),
    pull: () => {
      transfers.pull(session);
    },
    push: () => {
      transfers.push(session);
    },
    dispose() {
      for (const id of pending.splice(0)) binding.deleteTensor(id);
      binding.deleteSavedModel(session);
    },
  };
}

/** @param fed the source of each of the request's inputs */
type FedRequest = StepRequest & { readonly fed: ReadonlyMap<string, Source> };

/**
 * Records the step twice, and more often if it is short, each copy after the previous one.
 * @returns for each copy the source of its metrics, [metrics], available after all of its updates
 */
function writeSteps(request: FedRequest, native: NativeBackend, graph: GraphBuilder, unroll?: number) {
  const { binding } = native;
  const type = (value: number) => ({ name: 'T', type: binding.TF_ATTR_TYPE, value });
  const rows: Source[] = [];
  const copy = () => {
    const recording = recordStep(request, native, graph, rows.length);
    const metrics = Object.values(recording.result).map((tensor) => recording.sourceOf(tensor));
    tf.dispose(recording.result);
    const count = { name: 'N', type: binding.TF_ATTR_INT, value: metrics.length };
    rows.push(graph.afterWrites(graph.op('Pack', metrics, [type(binding.TF_FLOAT), count])));
    return recording;
  };
  const first = copy();
  const started = performance.now();
  requireSameConstants(first, copy());
  const wanted = unroll ?? (performance.now() - started < SHORT_STEP_MS ? STEPS_PER_CALL : 0);
  while (rows.length < wanted) copy();
  return { metricNames: Object.keys(first.result), rows };
}

/** Records the step with the batch and the randomness of step number `offset` within a call. */
function recordStep(request: FedRequest, native: NativeBackend, graph: GraphBuilder, offset: number) {
  const { step, seed, items, labels, itemSize, batchSize, order, variables, constants } = request;
  const batch = new Float32Array(batchSize * itemSize);
  const indices = order.indices(offset);
  gather(items, itemSize, indices, batch);
  const stepTensor: Tensor1D = tf.tensor1d([offset], 'int32');
  const batchTensor: Tensor2D = tf.tensor2d(batch, [batchSize, itemSize]);
  const labelTensor = labels && tf.tensor1d(gatherLabels(labels, indices), 'int32');
  const batchSources = writeBatch(request, native, graph, offset);
  const inputs = inputTensors(request.inputs);
  try {
    return record(
      native,
      graph,
      variables,
      new Map<Source, Tensor>([
        [batchSources.step, stepTensor],
        [batchSources.items, batchTensor],
        ...(labelTensor && batchSources.labels ? [[batchSources.labels, labelTensor] as const] : []),
        ...[...inputs].flatMap(([name, tensor]) => {
          const source = request.fed.get(name);
          return source === undefined ? [] : [[source, tensor] as const];
        }),
      ]),
      constants,
      () =>
        tf.tidy(() => ({
          ...withStepInputs(inputs, () =>
            step({
              x: batchTensor,
              labels: labelTensor,
              step: stepTensor,
              random: statelessRandom(seed, stepTensor, native),
            }),
          ),
        })),
    );
  } finally {
    stepTensor.dispose();
    batchTensor.dispose();
    labelTensor?.dispose();
    tf.dispose([...inputs.values()]);
  }
}

/**
 * The number of a step, [1]; its items, [batch, itemSize], images scaled to 0 … 1; and its labels if the dataset has
 * labels. Items and labels are gathered by the step's slice of the fed indices.
 */
function writeBatch(
  { batchSize, items, labels }: StepRequest,
  native: NativeBackend,
  graph: GraphBuilder,
  offset: number,
): { step: Source; items: Source; labels: Source | null } {
  const { binding } = native;
  const { TF_FLOAT: float, TF_INT32: int32, TF_UINT8: uint8 } = binding;
  const type = (name: string, value: number) => ({ name, type: binding.TF_ATTR_TYPE, value });
  const int = (value: number) => graph.constant(int32, [1], new Uint8Array(Int32Array.of(value).buffer));
  const own = graph.op(
    'Slice',
    [INDICES, int(offset * batchSize), int(batchSize)],
    [type('T', int32), type('Index', int32)],
  );
  const gathered = (from: string, stored: number, dtype: number): Source => {
    const values = graph.op('ResourceGather', [from, own], [type('dtype', stored), type('Tindices', int32)]);
    return stored === dtype
      ? values
      : graph.op('Cast', [values], [type('SrcT', stored), type('DstT', dtype)]);
  };
  const stored = storedType(items, native);
  const values = gathered(TRAINING_SET, stored, float);
  return {
    step: graph.op('AddV2', [FIRST_STEP, int(offset)], [type('T', int32)]),
    items: stored === float ? values : graph.op('Mul', [values, graph.scalar(1 / 255)], [type('T', float)]),
    labels: labels && gathered(LABELS, uint8, int32),
  };
}

/** Images stay bytes in the session and become floats batch by batch; points are floats. */
function storedType(items: StepRequest['items'], { binding }: NativeBackend): number {
  return items instanceof Uint8Array ? binding.TF_UINT8 : binding.TF_FLOAT;
}

/**
 * Rejects a value that JavaScript computed itself in each recording (from Math.random, a clock, or the batch read
 * elsewhere), because it would be a constant of the graph.
 */
function requireSameConstants(first: Recording<Metrics>, second: Recording<Metrics>): void {
  if (first.opCount !== second.opCount || first.constants.length !== second.constants.length) {
    throw refusal('engine.uncompilable', {
      why: 'operations-differ',
      first: first.opCount,
      second: second.opCount,
    });
  }
  first.constants.forEach((constant, i) => {
    const other = second.constants[i];
    if (other === undefined || other.use !== constant.use || !constant.bytes.equals(other.bytes)) {
      throw refusal('engine.uncompilable', { why: 'constants-differ', at: constant.use });
    }
  });
}

/** The variables of the session that hold the training set. */
interface SessionData {
  readonly name: string;
  readonly dtype: number;
  readonly values: Uint8Array | Float32Array;
  readonly shape: readonly number[];
}

/** Programs that copy the data and all variables into the session, and the variables out of it. */
function writeTransfers(
  graph: GraphBuilder,
  native: NativeBackend,
  variables: ReadonlyMap<string, Variable>,
  data: readonly SessionData[],
) {
  const { binding } = native;
  const names = [...variables.keys()];
  graph.beginProgram();
  names.forEach((name, i) => graph.readVariable(name, `pull_${String(i)}`));
  graph.beginProgram();
  names.forEach((name, i) => {
    const shape = variables.get(name)?.shape ?? [];
    graph.assignVariable(name, graph.placeholder(`feed_${String(i)}`, binding.TF_FLOAT, shape));
  });
  const variablesDone = graph.afterWrites(graph.scalar(1));
  graph.beginProgram();
  for (const { name, dtype, shape } of data)
    graph.assignVariable(name, graph.placeholder(`feed_${name}`, dtype, shape));
  const dataDone = graph.afterWrites(graph.scalar(1));
  const variableFeeds = names.map((_, i) => `feed_${String(i)}:0`).join(',');
  const dataFeeds = data.map(({ name }) => `feed_${name}:0`).join(',');
  const pulls = names.map((_, i) => `pull_${String(i)}:0`).join(',');
  const assign = (session: number, ids: number[], feeds: string, done: Source) => {
    for (const { id } of binding.runSavedModel(session, ids, feeds, `${done}:0`)) binding.deleteTensor(id);
  };
  const push = (session: number) => {
    assign(session, native.getInputTensorIds([...variables.values()]), variableFeeds, variablesDone);
  };
  return {
    push,
    pushAll(session: number): void {
      push(session);
      const fed = data.map(({ shape, dtype, values }) => binding.createTensor(shape, dtype, values));
      assign(session, fed, dataFeeds, dataDone);
      for (const id of fed) binding.deleteTensor(id);
    },
    /** On the CPU this copies nothing: session and tfjs share the values until the next step writes new ones. */
    pull(session: number): void {
      const handles = binding.runSavedModel(session, [], '', pulls);
      [...variables.values()].forEach((variable, i) => {
        const handle = handles[i];
        if (handle === undefined) return;
        const value = native.createOutputTensor(handle);
        variable.assign(value);
        value.dispose();
      });
    },
  };
}

/** The addon loads graphs from SavedModel folders only; the folder is deleted when this returns. */
function loadSession(graph: GraphBuilder, { binding }: NativeBackend): number {
  const directory = mkdtempSync(join(tmpdir(), 'latent-workbench-step-'));
  try {
    writeFileSync(join(directory, 'saved_model.pb'), graph.savedModel());
    return binding.loadSavedModel(directory, 'serve');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
