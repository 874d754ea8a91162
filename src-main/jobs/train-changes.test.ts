import { expect, it } from 'vitest';
import type { ChangedValues, NetworkRole, RunChange } from '../contract/run-changes';
import { ELAPSED_METRIC, type RunConfig } from '../contract/run';
import { decodeSafetensors } from '../engine/safetensors';
import { jobFixture, ofType, seriesOf, trained } from '../testing/job-fixture';
import type { TrainMessage } from './send-parts';

const data = jobFixture();
const points = data.points();

const STEPS = 24;
/** Each test trains several times, and compiles a step each time. */
const TIMEOUT_MS = 120_000;
const wgan = {
  model: 'wgan-2d',
  budget: { unit: 'steps', count: STEPS },
  sampleEvery: 1000,
  checkpointEvery: 8,
  hyperparameters: {
    batchSize: 16,
    hiddenUnits: 8,
    constraint: 'weight-clipping',
    optimizer: 'rmsprop',
    criticSteps: 2,
  },
} satisfies Partial<RunConfig>;

/** All rows but the times, by metric. */
function rowsOf(messages: readonly TrainMessage[], after = 0) {
  const names = new Set(ofType(messages, 'metrics').flatMap(({ rows }) => rows.map(({ name }) => name)));
  names.delete(ELAPSED_METRIC);
  return Object.fromEntries(
    [...names].sort().map((name) => [name, seriesOf(messages, name).filter(([step]) => step > after)]),
  );
}

/** The networks of which weights or slots differ between two checkpoints, sorted. */
function networksThatDiffer(one?: Uint8Array, other?: Uint8Array): string[] {
  if (one === undefined || other === undefined) throw new Error('A checkpoint is missing.');
  const [before, after] = [decodeSafetensors(one).tensors, decodeSafetensors(other).tensors];
  const names = [...before].flatMap(([name, { values }]) =>
    String(values) === String(after.get(name)?.values) ? [] : [name.split('/')[0] ?? ''],
  );
  return [...new Set(names)].sort();
}

/** A run that changes as soon as it looks for requests. */
async function changedRun(values: ChangedValues, engine: RunConfig['engine']) {
  const messages = await trained(points, { ...wgan, engine }, null, (message, tasks) => {
    if (message.type === 'ready') tasks.request({ type: 'change', hyperparameters: values });
  });
  const [changed] = ofType(messages, 'changed');
  if (changed === undefined) throw new Error('The run did not change.');
  const change: RunChange = { step: changed.step, hyperparameters: changed.hyperparameters };
  return { messages, change };
}

it.each<[RunConfig['engine'], string, ChangedValues]>([
  ['compiled', 'inputs of the step', { learningRate: 0.003, clip: 0.05 }],
  ['compiled', 'a value that the step is recorded again for', { criticSteps: 3 }],
  ['eager', 'both', { learningRate: 0.003, criticSteps: 3 }],
])(
  '%s, %s: changed while it trains, the same rows bit for bit when the run is repeated, or resumed before or after',
  async (engine, _, values) => {
    const { messages, change } = await changedRun(values, engine);
    expect(change.hyperparameters).toEqual(values);
    expect(change.step).toBeLessThan(STEPS);
    const config = { ...wgan, engine, changes: [change] };
    expect(rowsOf(await trained(points, config))).toEqual(rowsOf(messages));
    const checkpoints = ofType(messages, 'checkpoint').filter(({ step }) => step < STEPS);
    expect(checkpoints.map(({ step }) => step)).toEqual([8, 16]);
    for (const { step, bytes } of checkpoints)
      expect(rowsOf(await trained(points, config, bytes))).toEqual(rowsOf(messages, step));
  },
  TIMEOUT_MS,
);

it.each<[string, ChangedValues, RunConfig['engine']]>([
  ['vae-mlp', { beta: 4 }, 'compiled'],
  ['vae-mlp', { beta: 4 }, 'eager'],
  ['denoising-autoencoder', { noise: 0.1 }, 'compiled'],
  ['gan-mlp', { realLabel: 0.8 }, 'compiled'],
  ['gan-mlp', { clipNorm: 0.01 }, 'compiled'],
  ['gan-mlp', { clipNorm: 0.01 }, 'eager'],
])(
  '%s takes %o in a %s step from the step after the change, and not before',
  async (model, hyperparameters, engine) => {
    const config = {
      ...{ model, engine, sampleEvery: 1000, checkpointEvery: 1000 },
      budget: { unit: 'steps', count: 12 },
      hyperparameters: { batchSize: 16, hiddenUnits: '8' },
    } as const;
    const changes = [{ step: 6, hyperparameters }];
    const images = data.stripes();
    const [changed, asBefore] = [
      await trained(images, { ...config, changes }),
      await trained(images, config),
    ];
    const name = model === 'gan-mlp' ? 'd_loss' : 'loss';
    const [rows, others] = [seriesOf(changed, name), seriesOf(asBefore, name)];
    expect(rows.slice(0, 6)).toEqual(others.slice(0, 6));
    // A clipped update shows in the loss of the step after it.
    const from = 'clipNorm' in hyperparameters ? 7 : 6;
    rows.slice(from).forEach((row, i) => {
      expect(row).not.toEqual(others[from + i]);
    });
    expect(rowsOf(await trained(images, { ...config, changes }))).toEqual(rowsOf(changed));
  },
  TIMEOUT_MS,
);

it('trains on with the new values, and as before up to there', async () => {
  const changes = [{ step: 12, hyperparameters: { learningRate: 0.003 } }];
  const [changed, asBefore] = [await trained(points, { ...wgan, changes }), await trained(points, wgan)];
  const [rows, others] = [seriesOf(changed, 'd_loss'), seriesOf(asBefore, 'd_loss')];
  expect(rows.slice(0, 12)).toEqual(others.slice(0, 12));
  rows.slice(12).forEach((row, i) => {
    expect(row).not.toEqual(others[12 + i]);
  });
});

it(
  'records samples and a checkpoint on request, and trains on with the same numbers',
  { timeout: TIMEOUT_MS },
  async () => {
    const asBefore = await trained(points, wgan);
    const messages = await trained(points, wgan, null, (message, tasks) => {
      if (message.type !== 'ready') return;
      tasks.request({ type: 'record', what: 'samples' });
      tasks.request({ type: 'record', what: 'checkpoint' });
    });
    const steps = ofType(messages, 'recorded').map(({ step }) => step);
    expect(steps).toHaveLength(2);
    const [step] = steps;
    const stepsOf = (type: 'figure' | 'checkpoint') => ofType(messages, type).map((message) => message.step);
    expect(stepsOf('figure')).toContain(step);
    expect(stepsOf('checkpoint')).toContain(step);
    expect(rowsOf(messages)).toEqual(rowsOf(asBefore));
    expect(
      networksThatDiffer(
        ofType(messages, 'checkpoint').at(-1)?.bytes,
        ofType(asBefore, 'checkpoint').at(-1)?.bytes,
      ),
    ).toEqual([]);
  },
);

it('logs what changed, and repeats planned changes at their steps', async () => {
  const changes = [
    { step: 7, hyperparameters: { learningRate: 0.01 } },
    { step: 13, hyperparameters: { criticSteps: 1, clip: 0.02 } },
  ];
  const messages = await trained(points, { ...wgan, changes });
  expect(
    ofType(messages, 'log').flatMap(({ entry }) => (/changed/.test(entry.text) ? [entry.text] : [])),
  ).toEqual([
    'Learning rate changed from 0.0005 to 0.01 after step 7.',
    'Critic steps changed from 2 to 1 after step 13.',
    'Clip changed from 0.01 to 0.02 after step 13.',
  ]);
  expect(ofType(messages, 'changed')).toEqual([]);
  expect(seriesOf(messages, 'd_loss').map(([step]) => step)).toEqual(
    Array.from({ length: STEPS }, (_, i) => i + 1),
  );
});

it('changes while it is paused', async () => {
  const seen: string[] = [];
  await trained(points, wgan, null, (message, tasks) => {
    if (message.type === 'ready') tasks.pause();
    if (message.type === 'paused') tasks.request({ type: 'change', hyperparameters: { learningRate: 0.02 } });
    if (message.type === 'changed') tasks.resume();
    if (['paused', 'changed', 'resumed'].includes(message.type)) seen.push(message.type);
  });
  expect(seen).toEqual(['paused', 'changed', 'resumed']);
});

it.each(['compiled', 'eager'] as const)(
  '%s: steps taken by hand count as any, update one network only, and repeat bit for bit',
  async (engine) => {
    const asked: (NetworkRole | null)[] = ['generator', null, 'discriminator', 'discriminator', 'generator'];
    const weights = new Map<number, Uint8Array>();
    let isPaused = false;
    const byHand = { ...wgan, engine, checkpointEvery: 1, budget: { unit: 'steps', count: 15 } } as const;
    const messages = await trained(points, byHand, null, (message, tasks) => {
      if (message.type === 'checkpoint') weights.set(message.step, message.bytes);
      if (message.type === 'ready') tasks.pause();
      isPaused ||= message.type === 'paused';
      if (message.type === 'paused' || (message.type === 'metrics' && isPaused)) {
        const only = asked.shift();
        if (only === undefined) tasks.resume();
        else tasks.request({ type: 'step', only });
      }
    });
    const [first] = ofType(messages, 'changed');
    const start = first?.step ?? NaN;
    expect(ofType(messages, 'changed').map(({ step, only }) => [step, only])).toEqual([
      [start, 'generator'],
      [start + 2, 'discriminator'],
      [start + 3, 'discriminator'],
      [start + 4, 'generator'],
    ]);
    expect(seriesOf(messages, 'd_loss').map(([step]) => step)).toEqual(
      Array.from({ length: 15 }, (_, i) => i + 1),
    );
    const changedIn = (step: number) => networksThatDiffer(weights.get(step), weights.get(step + 1));
    expect([0, 1, 2, 3, 4].map((i) => changedIn(start + i))).toEqual([
      ['generator'],
      ['critic', 'generator'],
      ['critic'],
      ['critic'],
      ['generator'],
    ]);

    const changes = ofType(messages, 'changed').map(({ type: _type, ...change }) => change);
    const rows = rowsOf(messages);
    expect(rowsOf(await trained(points, { ...byHand, changes }))).toEqual(rows);
    const from = weights.get(start + 2) ?? null;
    expect(rowsOf(await trained(points, { ...byHand, changes }, from))).toEqual(rowsOf(messages, start + 2));
  },
  TIMEOUT_MS,
);

it('waits between steps in slow motion, outside of training time, until it is stopped', async () => {
  const messages = await trained(points, wgan, null, (message, tasks) => {
    if (message.type === 'ready') tasks.slow(600_000);
    // In the first wait: without the wake-up the test would end by its timeout.
    if (message.type === 'metrics')
      setImmediate(() => {
        tasks.stop();
      });
  });
  expect(messages.at(-1)).toMatchObject({ type: 'finished', outcome: 'stopped', step: 1 });
  expect(
    ofType(messages, 'figure')
      .filter(({ kind }) => kind === 'points')
      .map(({ step }) => step),
  ).toEqual([0, 1]);
  expect(ofType(messages, 'checkpoint').at(-1)?.elapsedMs).toBeLessThan(600_000);
});

it('shows the points several times a second in slow motion, also at more steps a second', async () => {
  const messages = await trained(points, wgan, null, (message, tasks) => {
    if (message.type === 'ready') tasks.slow(100);
  });
  const shown = ofType(messages, 'figure').filter(({ kind }) => kind === 'points');
  const between = shown.filter(({ step }) => step > 1 && step < STEPS);
  // 23 waits take 2.3 s at least.
  expect(between.length).toBeGreaterThan(3);
  expect(new Set(shown.map(({ step }) => step)).size).toBe(shown.length);
});

it('refuses values that the step cannot take, in a run that is given them', async () => {
  const wrong = async (hyperparameters: ChangedValues) =>
    trained(points, { ...wgan, changes: [{ step: 5, hyperparameters }] });
  await expect(wrong({ batchSize: 8 })).rejects.toMatchObject({
    problem: { code: 'run.invalid.hyperparameters', fields: { batchSize: { code: 'not-changeable' } } },
  });
  await expect(wrong({ learningRate: 7 })).rejects.toMatchObject({
    problem: { fields: { learningRate: { code: 'out-of-range' } } },
  });
});
