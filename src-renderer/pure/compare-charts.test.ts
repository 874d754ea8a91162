import { expect, test } from 'vitest';
import type { MetricInfo, ModelInfo } from '../../src-main/contract/model';
import { bestOf, compareCharts } from './compare-charts';

const metric = (name: string, group: string): MetricInfo => ({
  name,
  label: name,
  help: '',
  group,
  better: 'lower',
});
const vae = { metrics: [metric('loss', 'Loss'), metric('kl', 'KL')] } as unknown as ModelInfo;
const gan = { metrics: [metric('g_loss', 'Loss'), metric('d_loss', 'Loss')] } as unknown as ModelInfo;

test('runs of one model share a chart a metric', () => {
  const charts = compareCharts([
    { id: 1, model: vae },
    { id: 2, model: vae },
  ]);
  expect(charts.map(({ title, lines }) => [title, lines.map(({ runId }) => runId)])).toEqual([
    ['loss', [1, 2]],
    ['kl', [1, 2]],
  ]);
});

test('runs of different models share a chart a group; what one run has comes last', () => {
  const charts = compareCharts([
    { id: 1, model: vae },
    { id: 2, model: gan },
  ]);
  expect(charts.map(({ title }) => title)).toEqual(['Loss', 'KL']);
  expect(charts[0]?.lines.map(({ runId, metric, index }) => [runId, metric.name, index])).toEqual([
    [1, 'loss', 0],
    [2, 'g_loss', 0],
    [2, 'd_loss', 1],
  ]);
});

test('best is the least or the greatest, and nothing where there is no better', () => {
  expect(bestOf([3, null, 1], 'lower')).toBe(2);
  expect(bestOf([3, 4, NaN], 'higher')).toBe(1);
  expect(bestOf([3, 4], 'neither')).toBeNull();
  expect(bestOf([3, null], 'lower')).toBeNull();
});
