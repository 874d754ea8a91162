import { beforeAll, expect, it } from 'vitest';
import { loadTensorflow } from '../engine/backend';
import { tf } from '../engine/tensorflow';
import { taskControl } from './control';
import { ofType } from '../testing/job-fixture';
import type { TrainMessage } from './send-parts';
import { TrainingSession, type TrainingRun } from './training-session';

beforeAll(async () => {
  await loadTensorflow();
});

/** Returns the messages of a session whose steps only set a single weight. */
async function messagesOf(
  weightAt: (step: number) => number,
  start: number,
  totalSteps: number,
  onCheckpoint: (recorded: () => void) => void = (recorded) => {
    recorded();
  },
) {
  const messages: TrainMessage[] = [];
  const tasks = taskControl();
  const weight = tf.variable(tf.tensor1d([1]));
  let step = start;
  let read = start;
  const runner: TrainingRun['runner'] = {
    mode: 'eager',
    metricNames: ['loss'],
    run(_from, most) {
      step += most;
      weight.assign(tf.tensor1d([weightAt(step)]));
      return most;
    },
    readMetrics() {
      const rows = Array.from({ length: step - read }, () => Float32Array.of(0.5));
      read = step;
      return rows;
    },
    setInputs: () => undefined,
    push: () => undefined,
    pull: () => undefined,
    dispose: () => undefined,
  };
  const figure = { kind: 'samples', mediaType: 'image/png', sheet: null, bytes: new Uint8Array() } as const;
  const run: TrainingRun = {
    runner,
    figures: { make: () => [figure] },
    evaluation: { whileTraining: () => [], atEnd: () => Promise.resolve([]) },
    variables: new Map([['w', weight]]),
    average: undefined,
    start: { step: start, elapsedMs: 0 },
    config: { sampleEvery: 10, checkpointEvery: 10 },
    change: () => Promise.resolve(),
    stepAlone: () => undefined,
    gradientNorms: () => ({}),
    totalSteps,
    lastStep: totalSteps,
    stepsPerEpoch: 10,
    post: (message) => {
      messages.push(message);
      if (message.type === 'checkpoint') onCheckpoint(tasks.checkpointRecorded);
    },
  };
  await new TrainingSession(run, tasks.control).train();
  weight.dispose();
  return messages;
}

it('makes figures of a new run at its start, and none when it is resumed', async () => {
  const steps = (messages: readonly TrainMessage[]) => ofType(messages, 'figure').map(({ step }) => step);
  expect(new Set(steps(await messagesOf(() => 1, 0, 20)))).toEqual(new Set([0, 10, 20]));
  expect(new Set(steps(await messagesOf(() => 1, 10, 20)))).toEqual(new Set([20]));
});

it.each([
  ['at a checkpoint before the end', 10],
  ['at the end', 15],
])('ends as diverged if weights are not finite %s, even if every metric is', async (_, bad) => {
  const messages = await messagesOf((step) => (step < bad ? 1 : NaN), 0, 15);
  expect(messages.at(-1)).toMatchObject({
    type: 'finished',
    outcome: 'diverged',
    step: bad,
    problem: {
      code: 'run.diverged',
      message: `a weight became NaN at step ${String(bad)}, so training was ended.`,
    },
  });
  expect(ofType(messages, 'checkpoint').every(({ step }) => step < bad)).toBe(true);
});

it('waits while more than two checkpoints are not recorded yet', async () => {
  const unrecorded: (() => void)[] = [];
  let most = 0;
  const disk = setInterval(() => unrecorded.shift()?.(), 5);
  const messages = await messagesOf(
    () => 1,
    0,
    200,
    (recorded) => {
      unrecorded.push(recorded);
      most = Math.max(most, unrecorded.length);
    },
  );
  clearInterval(disk);
  expect(ofType(messages, 'checkpoint')).toHaveLength(20);
  expect(most).toBe(3);
});
