import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Problem } from '../contract/error';
import { heldOutCount, type EngineInfo, type LogEntry, type RunConfig } from '../contract/run';
import type { LoadedSplit } from '../datasets/load';
import { batchOrder } from '../engine/batches';
import { statelessRandom, type Random } from '../engine/random';
import { createStepRunner } from '../engine/step-runner';
import type { StepRunner } from '../engine/training-step';
import type { Backend } from '../engine/backend';
import { tf, type Variable } from '../engine/tensorflow';
import type { BuiltModel } from '../models/model';
import { saveCheckpoint } from './checkpoint';
import { speedometer, trainingClock } from './clock';
import type { Control } from './control';
import { figureMaker, itemBatch, labelBatch, type Cadence } from './figures';
import { metricBuffer } from './metric-buffer';
import { prepare } from './prepare';
import type { TrainerMessage, TrainTask } from './protocol';

type Post = (message: TrainerMessage) => void;

/** How long metrics wait on the device before they are read back and sent: the one regular sync point. */
const FLUSH_EVERY_MS = 100;
const VALIDATION_BATCH = 1000;
/** Enough for a curve; the same images each time. All of a large test split would cost a tenth of an epoch. */
const VALIDATION_IMAGES = 5000;

/** Trains one run from its first step, or its checkpoint, to its budget, and posts everything worth recording. */
export async function train(task: TrainTask, control: Control, post: Post): Promise<void> {
  const { config } = task;
  const prepared = await prepare(task);
  const { backend, model, built, variables, batchSize, training, test, itemSize, atStart, start } = prepared;
  const heldOut = heldOutCount(built, training.count);
  const order = batchOrder(config.seed, training.count - heldOut, batchSize);
  const { items, labels } = training;
  const request = {
    backend,
    step: built.step,
    variables,
    constants: built.constants ?? [],
    seed: config.seed,
    items,
    labels,
    itemSize,
    batchSize,
    order,
  };
  const { runner, why } = await createStepRunner(request, config.engine);
  if (why !== null) post(logged('warning', `Trains eagerly, which is slower: ${why}`));

  const figures = figureMaker(built, model.info, config.sampleSheet, test, atStart.random);
  const totalSteps = stepsOf(config, order.stepsPerEpoch);
  const engine = engineInfo(backend, runner.mode);
  const networks = built.networks.map(({ name, stacks }) => ({ name, stacks }));
  const { stepsPerEpoch } = order;
  post({ type: 'ready', engine, networks, step: start.step, totalSteps, stepsPerEpoch });
  post(logged('info', `Trains ${runner.mode} on ${engine.device}. ${backend.why}`));
  try {
    const validation = heldOut === 0 ? test : lastOf(training, heldOut);
    const data = { test, validation };
    const run = {
      config,
      built,
      runner,
      figures,
      ...data,
      variables,
      backend,
      atZero: atStart.step,
      totalSteps,
      ...order,
    };
    await loop(run, start, control, post);
  } finally {
    runner.dispose();
    figures.dispose();
  }
}

interface TrainingRun {
  readonly config: RunConfig;
  readonly built: BuiltModel;
  readonly runner: StepRunner;
  readonly figures: ReturnType<typeof figureMaker>;
  readonly test: LoadedSplit;
  /** What validation is on: held-out training images where the model asks for them, else the test split. */
  readonly validation: LoadedSplit;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly backend: Backend;
  readonly atZero: Parameters<typeof statelessRandom>[1];
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
}

async function loop(
  run: TrainingRun,
  start: { step: number; elapsedMs: number },
  control: Control,
  post: Post,
): Promise<void> {
  const { config, runner, totalSteps, stepsPerEpoch } = run;
  const clock = trainingClock(start.elapsedMs);
  const speed = speedometer();
  const metrics = metricBuffer();
  let step = start.step;
  let read = step;
  let stepEnds: number[] = [];
  let lastFlush = performance.now();
  let lastCheckpoint = start.step;
  const lastFigures = { regular: -1, milestone: -1 };
  let lastPull = -1;

  /** Weights of this step for figures, validation and checkpoint: one copy, however many of them are due. */
  const pull = () => {
    if (lastPull === step) return;
    runner.pull();
    lastPull = step;
  };

  /**
   * Reads what the device has measured, lets `measureMore` add to it where all is finite, and sends it.
   * @returns what is wrong with it, if anything
   */
  const flush = (measureMore?: () => void): Problem | null => {
    const bad = metrics.addSteps(runner.metricNames, read, runner.readMetrics(), stepEnds);
    read = step;
    stepEnds = [];
    lastFlush = performance.now();
    if (bad === null) measureMore?.();
    const rows = metrics.take();
    const stepsPerSecond = speed.mark(lastFlush, step);
    const elapsedMs = clock.elapsedMs();
    if (rows.length > 0)
      post({ type: 'metrics', step: bad === null ? step : bad.step - 1, elapsedMs, stepsPerSecond, rows });
    return bad === null ? null : diverged(bad, lastCheckpoint);
  };
  const record = (cadence: Cadence) => {
    if (lastFigures[cadence] === step) return;
    pull();
    for (const figure of run.figures.make(cadence)) post({ type: 'figure', step, ...figure });
    lastFigures[cadence] = step;
  };
  const recordAll = () => {
    record('regular');
    record('milestone');
  };
  const evaluateOn = (data: LoadedSplit, most: number, prefix: 'validation' | 'test') => {
    if (run.built.evaluate === undefined) return;
    pull();
    const measured = evaluate(run, data, most, step);
    // Weights that are no numbers still get some images right.
    if (!measured.every(([, value]) => Number.isFinite(value))) return;
    for (const [name, value] of measured) metrics.add(`${prefix}_${name}`, step, value);
  };
  /** Returns false where the weights are not finite. */
  const checkpoint = (): boolean => {
    if (lastCheckpoint === step && step > 0) return true;
    pull();
    const elapsedMs = clock.elapsedMs();
    const bytes = saveCheckpoint(run.variables, { step, elapsedMs });
    if (bytes === null) return false;
    post({ type: 'checkpoint', step, elapsedMs, bytes });
    lastCheckpoint = step;
    return true;
  };
  const end = (outcome: 'completed' | 'stopped' | 'diverged', problem: Problem | null = null) => {
    post({ type: 'finished', outcome, step, problem });
  };
  /** Steps until the next one after which something is to be done. */
  const untilDue = () =>
    Math.min(
      totalSteps - step,
      ...[stepsPerEpoch, config.sampleEvery, config.checkpointEvery].map((every) => every - (step % every)),
    );
  const badWeights = () => diverged({ step, metric: 'a weight', value: NaN }, lastCheckpoint);

  if (step === 0) recordAll();
  while (step < totalSteps && !control.stopping) {
    const startedMs = clock.elapsedMs();
    const taken = runner.run(step, untilDue());
    step += taken;
    const msPerStep = (clock.elapsedMs() - startedMs) / taken;
    for (let i = 1; i <= taken; i++) stepEnds.push(startedMs + i * msPerStep);

    const epochEnds = step % stepsPerEpoch === 0;
    const figuresDue = step % config.sampleEvery === 0;
    const checkpointDue = step % config.checkpointEvery === 0;
    if (!epochEnds && !figuresDue && !checkpointDue && performance.now() - lastFlush < FLUSH_EVERY_MS)
      continue;

    const problem = flush(() => {
      if (epochEnds) evaluateOn(run.validation, VALIDATION_IMAGES, 'validation');
    });
    if (problem !== null) return end('diverged', problem);
    if (figuresDue) record('regular');
    if (checkpointDue) record('milestone');
    if (checkpointDue && !checkpoint()) return end('diverged', badWeights());

    await nextTurn();
    if (control.paused) {
      clock.pause();
      checkpoint();
      post({ type: 'paused' });
      await control.unpaused();
      clock.resume();
      if (!control.stopping) post({ type: 'resumed' });
    }
  }
  const problem = flush(() => {
    // Once, and only where it was not looked at while training.
    if (step === totalSteps && run.validation !== run.test) evaluateOn(run.test, run.test.count, 'test');
  });
  if (problem !== null) return end('diverged', problem);
  recordAll();
  if (!checkpoint()) return end('diverged', badWeights());
  end(step < totalSteps ? 'stopped' : 'completed');
}

/** Means over items, `most` of them at most, by metric. */
function evaluate(
  { built, config, backend, atZero }: TrainingRun,
  data: LoadedSplit,
  most: number,
  step: number,
): [string, number][] {
  const sums = new Map<string, number>();
  const random: Random = statelessRandom(config.seed, atZero, backend.native);
  const total = Math.min(data.count, most);
  for (let from = 0; from < total; from += VALIDATION_BATCH) {
    const count = Math.min(VALIDATION_BATCH, total - from);
    const values = tf.tidy(() => {
      const batch = { x: itemBatch(data, from, count), labels: labelBatch(data, from, count) };
      const results = built.evaluate?.(batch, keyed(random, `validation/${String(step)}/${String(from)}`));
      return Object.entries(results ?? {}).map(([name, sum]) => [name, sum.dataSync()[0] ?? NaN] as const);
    });
    for (const [name, value] of values) sums.set(name, (sums.get(name) ?? 0) + value);
  }
  return [...sums].map(([name, sum]) => [name, sum / total]);
}

/** The last items of a split, which training leaves out. */
function lastOf(split: LoadedSplit, kept: number): LoadedSplit {
  const from = split.count - kept;
  const itemSize = split.items.length / split.count;
  return {
    ...split,
    items: split.items.subarray(from * itemSize),
    labels: split.labels?.subarray(from) ?? null,
    count: kept,
  };
}

/** The same source of randomness with all its streams under `prefix`. */
function keyed(random: Random, prefix: string): Random {
  return {
    normal: (stream, shape) => random.normal(`${prefix}/${stream}`, shape),
    uniform: (stream, shape, min, max) => random.uniform(`${prefix}/${stream}`, shape, min, max),
  };
}

function stepsOf({ budget }: RunConfig, stepsPerEpoch: number): number {
  return budget.unit === 'steps' ? budget.count : budget.count * stepsPerEpoch;
}

export function engineInfo(backend: Backend, mode: EngineInfo['mode']): EngineInfo {
  const { name, device, tensorflow, tfjs } = backend;
  return { mode, backend: name, device, tensorflow, tfjs };
}

export function logged(level: LogEntry['level'], text: string): TrainerMessage {
  return { type: 'log', entry: { at: Date.now(), level, text } };
}

function diverged(bad: { step: number; metric: string; value: number }, checkpointStep: number): Problem {
  return {
    code: 'run.diverged',
    message: `${bad.metric} became ${String(bad.value)} at step ${String(bad.step)}, so training was ended.`,
    advice:
      (checkpointStep > 0
        ? `Everything before that step is kept, and the checkpoint of step ${String(checkpointStep)}. `
        : 'Everything before that step is kept. ') + 'Try a lower learning rate, or another seed.',
  };
}
