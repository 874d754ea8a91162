import { expect, it } from 'vitest';
import { layerGradientOf } from '../contract/layer-gradients';
import { tf } from '../engine/tensorflow';
import { jobFixture, ofType, seriesOf, trained } from '../testing/job-fixture';
import type { TrainMessage } from './send-parts';

const points = jobFixture().points();
const gan = {
  model: 'gan-mlp-2d',
  budget: { unit: 'steps', count: 501 },
  hyperparameters: { batchSize: 16, hiddenUnits: '8, 6' },
  sampleEvery: 250,
  checkpointEvery: 2000,
} as const;

const namesOf = (messages: readonly TrainMessage[]) => [
  ...new Set(ofType(messages, 'metrics').flatMap(({ rows }) => rows.map(({ name }) => name))),
];

it('records the gradients of layers, which are those of the next step', async () => {
  const messages = await trained(points, gan);
  const layers = namesOf(messages).filter((name) => layerGradientOf(name) !== null);
  for (const [network, metric] of [
    ['generator', 'g_gradient_norm'],
    ['discriminator', 'd_gradient_norm'],
  ] as const) {
    const own = layers.filter((name) => layerGradientOf(name)?.network === network);
    expect(own).toHaveLength(3);
    const series = own.map((name) => seriesOf(messages, name));
    for (const one of series) expect(one.map(([step]) => step)).toEqual([500]);
    const [, whole = NaN] = seriesOf(messages, metric).find(([step]) => step === 501) ?? [];
    const together = Math.hypot(...series.map((one) => one[0]?.[1] ?? NaN));
    expect(together / whole).toBeCloseTo(1, 4);
  }
});

it('measures them without changing the run', async () => {
  const rows = (messages: readonly TrainMessage[]) => seriesOf(messages, 'g_loss');
  const tensors: number[] = [];
  const longer = { ...gan, budget: { unit: 'steps', count: 1001 } } as const;
  const measured = await trained(points, longer, null, (message) => {
    const isMeasured = ofType([message], 'metrics').some(({ rows: all }) =>
      all.some(({ name }) => layerGradientOf(name) !== null),
    );
    if (isMeasured) tensors.push(tf.memory().numTensors);
  });
  const without = await trained(points, { ...longer, sampleEvery: 2000 });
  expect(namesOf(without).some((name) => layerGradientOf(name) !== null)).toBe(false);
  expect(rows(measured)).toEqual(rows(without));
  expect(tensors).toHaveLength(2);
  expect(tensors[1]).toBe(tensors[0]);
});
