import { expect, test } from 'vitest';
import type { MetricInfo } from '../contract/model';
import type { RunConfig } from '../contract/run';
import { chartGroups, type MeasuredRun } from './chart-groups';

const metric = (name: string, label: string, group: string, rest: Partial<MetricInfo> = {}): MetricInfo => ({
  name,
  quantity: label,
  label,
  help: '',
  group,
  better: 'lower',
  ...rest,
});
const vae = [
  metric('loss', 'Negative ELBO', 'Loss', { unit: 'nats', variesWith: { beta: 1 } }),
  metric('validation_loss', 'Validation negative ELBO', 'Loss', { unit: 'nats', variesWith: { beta: 1 } }),
  metric('kl', 'KL', 'KL'),
];
const autoencoder = [
  metric('loss', 'Reconstruction error', 'Loss'),
  metric('validation_loss', 'Validation reconstruction error', 'Loss'),
];
const gan = [
  metric('d_real', 'D(x)', 'Output', { better: 'neither' }),
  metric('g_loss', 'Generator loss', 'Loss', { better: 'neither' }),
  metric('d_loss', 'Discriminator loss', 'Loss', { better: 'neither' }),
];
const wgan = [metric('d_loss', 'Critic loss', 'Loss', { better: 'neither' })];

function compared(
  id: number,
  metrics: MetricInfo[],
  hyperparameters: RunConfig['hyperparameters'] = { beta: 1 },
): MeasuredRun {
  const config = { hyperparameters } as RunConfig;
  return { run: { id, config }, model: { fields: {}, metrics }, measured: metrics.map(({ name }) => name) };
}

const chartsOf = (...runs: MeasuredRun[]) =>
  chartGroups(runs).map(({ title, lines, runId }) => ({
    title,
    runId,
    lines: lines.map((line) => `${String(line.runId)} ${line.metric.name} ${String(line.index)}`),
  }));

test('gradients of layers have a chart for each network in a single run, and none in several', () => {
  const layers = ['generator/hidden', 'generator/output', 'critic/output'].map(
    (name) => `gradient_norm/${name}`,
  );
  const run = { ...compared(1, wgan), measured: ['d_loss', ...layers] };
  expect(chartsOf(run).slice(1)).toEqual([
    {
      title: 'Gradients of the generator’s layers',
      runId: 1,
      lines: ['1 gradient_norm/generator/hidden 0', '1 gradient_norm/generator/output 1'],
    },
    { title: 'Gradients of the critic’s layers', runId: 1, lines: ['1 gradient_norm/critic/output 0'] },
  ]);
  expect(chartGroups([run])[1]?.lines.map(({ metric: { label } }) => label)).toEqual(['hidden', 'output']);
  expect(chartsOf(run, { ...run, run: { ...run.run, id: 2 } })).toHaveLength(1);
});

test('runs of one model share one chart for each quantity', () => {
  expect(chartsOf(compared(1, vae), compared(2, vae))).toEqual([
    { title: 'Negative ELBO', runId: null, lines: ['1 loss 0', '2 loss 0'] },
    { title: 'Validation negative ELBO', runId: null, lines: ['1 validation_loss 0', '2 validation_loss 0'] },
    { title: 'KL', runId: null, lines: ['1 kl 0', '2 kl 0'] },
  ]);
});

test('a GAN and a VAE have separate charts, side by side by group; quantities of only one run come last', () => {
  expect(chartsOf(compared(1, gan), compared(2, vae))).toEqual([
    { title: 'Loss', runId: 1, lines: ['1 g_loss 0', '1 d_loss 1'] },
    { title: 'Loss', runId: 2, lines: ['2 loss 0', '2 validation_loss 1'] },
    { title: 'Output', runId: 1, lines: ['1 d_real 0'] },
    { title: 'KL', runId: 2, lines: ['2 kl 0'] },
  ]);
});

test('two quantities of the same name do not share a chart', () => {
  const titles = (...runs: MeasuredRun[]) => chartGroups(runs).map(({ title, unit }) => [title, unit]);
  expect(titles(compared(1, vae.slice(0, 2)), compared(2, autoencoder))).toEqual([
    ['Loss', 'nats'],
    ['Loss', undefined],
  ]);
  expect(chartsOf(compared(1, gan.slice(2)), compared(2, wgan))).toEqual([
    { title: 'Loss', runId: 1, lines: ['1 d_loss 0'] },
    { title: 'Loss', runId: 2, lines: ['2 d_loss 0'] },
  ]);
});

test('every chart has a unique key', () => {
  const runs = [compared(1, vae), compared(2, vae), compared(3, autoencoder), compared(4, gan)];
  const keys = chartGroups(runs).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

test('one run has a chart for each group; metrics that its model does not describe come last', () => {
  const run = { ...compared(1, gan), measured: ['d_loss', 'g_loss', 'extra', 'elapsed_ms'] };
  expect(chartsOf(run)).toEqual([
    { title: 'Loss', runId: 1, lines: ['1 g_loss 0', '1 d_loss 1'] },
    { title: 'Other', runId: 1, lines: ['1 extra 0'] },
  ]);
});

test('a run without values shows the charts that it will have', () => {
  expect(chartsOf({ ...compared(1, gan), measured: [] }).map(({ title }) => title)).toEqual([
    'Output',
    'Loss',
  ]);
});

test('an imported run shares charts by the names of metrics, and has one for each other tag', () => {
  const imported: MeasuredRun = {
    run: { id: 2, config: { model: 'imported', hyperparameters: {} } as unknown as RunConfig },
    model: { fields: {}, metrics: [] },
    measured: ['g_loss', 'train/accuracy', 'lr', 'elapsed_ms'],
  };
  expect(chartsOf(compared(1, gan), imported)).toContainEqual({
    title: 'Generator loss',
    runId: null,
    lines: ['1 g_loss 0', '2 g_loss 0'],
  });
  expect(chartsOf(imported).map(({ title }) => title)).toEqual(['g_loss', 'train/accuracy', 'lr']);
});
