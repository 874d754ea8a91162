import { expect, it } from 'vitest';
import type { Quality, QualityMetricInfo } from '../contract/quality';
import { qualityPanels } from './quality-panels';

const metric = (id: string, panel: QualityMetricInfo['panel']): QualityMetricInfo => ({
  id,
  name: id,
  unit: null,
  better: 'higher',
  panel,
  help: '',
  source: '',
});
const METRICS = [metric('bound', 'likelihood'), metric('coverage', 'default')];

const quality = (values: Record<string, number>) => {
  const metrics = Object.fromEntries(
    Object.entries(values).map(([id, value]) => [
      id,
      { value, interval: { low: value, high: value }, floor: null },
    ]),
  );
  return { encoder: null, samples: 100, metrics } as unknown as Quality;
};

it('has no likelihood column for a model without one, and keeps the winner in its column', () => {
  const gan = quality({ coverage: 0.7 });
  const panels = qualityPanels(METRICS, [
    gan,
    quality({ coverage: 0.5, bound: -90 }),
    null,
    quality({ coverage: 0.4, bound: -80 }),
  ]);
  const summary = panels.map(({ id, shown, hasFloor, rows }) => [
    id,
    shown,
    hasFloor,
    rows.map(({ values, winner }) => [values.map((one) => one?.value ?? null), winner]),
  ]);
  expect(summary).toEqual([
    ['default', [0, 1, 2, 3], true, [[[0.7, 0.5, null, 0.4], 0]]],
    ['likelihood', [1, 3], false, [[[-90, -80], 1]]],
  ]);
  expect(qualityPanels(METRICS, [gan]).map(({ id }) => id)).toEqual(['default']);
});
