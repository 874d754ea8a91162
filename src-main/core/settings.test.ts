import { expect, it } from 'vitest';
import { DEFAULT_RUN_VIEW } from '../contract/run-view';
import { openStore } from '../store/open';
import { appendCheckpoint } from '../testing/append-checkpoint';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();
// The fixture turns evaluations off.
const DEFAULTS = {
  language: 'system',
  retention: { milestones: 10, best: true, bestBy: {} },
  runsPerDevice: 1,
  evaluation: 'off',
  runView: DEFAULT_RUN_VIEW,
  savedViews: [],
  savedComparisons: [],
  defaults: { samples: 50, checkpoints: 10, threads: 0, pictureScale: 4 },
  notifications: true,
  whenClosed: 'ask',
  updates: false,
};

it('are the defaults until they are set, and persist when the data folder is opened again', async () => {
  const workbench = await fixture.open();
  expect(workbench.settings.get()).toEqual(DEFAULTS);
  const retention = { milestones: 3, best: false, bestBy: { 'vae-mlp': 'loss' } };
  expect(workbench.settings.set({ retention })).toEqual({ ...DEFAULTS, retention });
  expect(workbench.settings.set({ runsPerDevice: 3 })).toEqual({ ...DEFAULTS, retention, runsPerDevice: 3 });
  await workbench.close();
  expect((await fixture.open()).settings.get()).toEqual({ ...DEFAULTS, retention, runsPerDevice: 3 });
});

it('include what the desktop does, and are announced to all clients when they change', async () => {
  const workbench = await fixture.open();
  const announced: unknown[] = [];
  workbench.events.subscribe((event) => announced.push(event));
  const desktop = { notifications: false, whenClosed: 'background' } as const;
  const settings = { ...DEFAULTS, ...desktop };
  expect(workbench.settings.set(desktop)).toEqual(settings);
  expect(announced).toEqual([{ type: 'settings', settings }]);
});

it('include the view of the list of runs, and saved views and comparisons', async () => {
  const workbench = await fixture.open();
  const runView = { ...DEFAULT_RUN_VIEW, columns: ['learningRate'], group: 'model' };
  const savedViews = [{ ...runView, name: '모델별', query: 'tag:good' }];
  const savedComparisons = [
    { name: 'Pair', note: 'why', runs: [1, 2], sections: ['charts' as const], baseline: 2, step: 40 },
  ];
  workbench.settings.set({ runView, savedViews, savedComparisons });
  await workbench.close();
  const settings = (await fixture.open()).settings.get();
  expect(settings).toEqual({ ...DEFAULTS, runView, savedViews, savedComparisons });
});

it('cannot be set if the data folder is open for reading only', async () => {
  await (await fixture.open()).close();
  const reading = await fixture.openReadOnly();
  expect(reading.settings.get()).toEqual(DEFAULTS);
  expect(() => reading.settings.set({})).toThrow(/reading only/);
});

it('decide by which metric the best checkpoint of a model is chosen, and the number of milestones', async () => {
  const workbench = await fixture.open();
  const bestBy = { 'autoencoder-mlp': 'nothing', autoencoder: 'loss' };
  workbench.settings.set({ retention: { milestones: 1, best: true, bestBy } });
  const { run, trainer } = await fixture.started(workbench, { ...NEW_RUN, model: 'autoencoder' });
  trainer.ready();
  const values = [
    [10, 0.1, 0.9],
    [20, 0.3, 0.5],
    [30, 0.5, 0.7],
  ] as const;
  for (const [step, loss, validation] of values) {
    const row = (name: string, value: number) => ({ name, steps: [step], values: [value] });
    const rows = [row('loss', loss), row('validation_loss', validation)];
    trainer.send({ type: 'metrics', step, elapsedMs: step, stepsPerSecond: 1, rows, evaluations: [] });
    trainer.checkpoint(step);
  }
  const best = workbench.checkpoints.list(run.id).filter(({ kinds }) => kinds.includes('best'));
  expect(best).toMatchObject([{ measured: { metric: 'loss' } }]);
  expect(workbench.checkpoints.list(run.id).some(({ step }) => step === 20)).toBe(false);
});

it('are applied on request to runs that have ended', async () => {
  const store = openStore(fixture.dataDir);
  const { model, dataset } = NEW_RUN;
  const id = store.runs.create({
    name: () => 'Old',
    config: {
      model,
      dataset,
      seed: 1,
      budget: { unit: 'steps', count: 100 },
      hyperparameters: {},
      sampleEvery: 10,
      sampleSheet: { columns: 1, rows: 1 },
      checkpointEvery: 10,
      engine: 'auto',
      device: 'auto',
    },
    color: 0,
    datasetName: 'Digits',
    datasetFingerprint: null,
  });
  for (let step = 10; step <= 80; step += 10)
    appendCheckpoint(store, id, { step, elapsedMs: 1, bytes: Uint8Array.of(step) });
  store.runs.finish(id, 'stopped', Date.now(), null);
  store.close();

  const workbench = await fixture.open();
  const retention = { milestones: 2, best: false, bestBy: {} };
  workbench.settings.set({ retention });
  expect(workbench.checkpoints.list(id)).toHaveLength(8);
  expect(await workbench.checkpoints.applyRetention()).toBe(6);
  expect(workbench.checkpoints.list(id).map(({ step }) => step)).toEqual([40, 80]);
  expect(fixture.events).toContainEqual({ type: 'checkpoints', runId: id });
  expect((await workbench.system.info()).checkpointBytes).toBe(2);
});

it('determine the threads of runs that start from then on, and how often new runs record', async () => {
  const workbench = await fixture.open();
  const defaults = { samples: 10, checkpoints: 4, threads: 3, pictureScale: 4 };
  expect((await fixture.started(workbench)).trainer.environment).toEqual({});
  fixture.fake.training().finish();
  workbench.settings.set({ defaults });
  const { run, trainer } = await fixture.started(workbench);
  expect(trainer.environment).toEqual({ TF_NUM_INTRAOP_THREADS: '3' });
  expect(run.config).toMatchObject({ sampleEvery: 100, checkpointEvery: 500 });
});
