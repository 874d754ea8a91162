import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { modelById } from '../../src-main/models/registry';
import { QUALITY_METRICS } from '../../src-main/evaluation/registry';
import { COLUMNS, leaderOf, rangeOf, ZOO, zooMarkdown, type ZooResults, type ZooTrial } from './zoo-table';

const trial = (seed: number, value: number): ZooTrial => ({
  seed,
  steps: 10,
  samples: 1000,
  encoder: { hash: 'a', score: 0.98 },
  metrics: {
    clipped_coverage: { value, interval: { low: value - 0.1, high: value + 0.1 } },
    classes_covered: { value: 10, interval: null },
  },
});
const coverage = COLUMNS.find(({ id }) => id === 'clipped_coverage')!;

it('contains each image model once, and only existing metrics', () => {
  for (const { model } of ZOO) expect(modelById(model).info.data).toBe('images');
  expect(new Set(ZOO.map(({ model }) => model)).size).toBe(ZOO.length);
  const known = new Map(QUALITY_METRICS.map(({ id, better }) => [id, better]));
  for (const { id, better } of COLUMNS) expect([better, 'neither']).toContain(known.get(id));
});

it('shows a mean over seeds, from the lowest end of their intervals to the highest', () => {
  const { mean, low, high } = rangeOf([trial(1, 0.2), trial(2, 0.4)], 'clipped_coverage')!;
  expect([mean, low, high].map((value) => Number(value.toFixed(6)))).toEqual([0.3, 0.1, 0.5]);
  expect(rangeOf([trial(1, 0.2)], 'classes_covered')).toEqual({
    mean: 10,
    low: 10,
    high: 10,
    isRange: false,
  });
  expect(rangeOf([trial(1, 0.2)], 'sharpness')).toBeNull();
});

it('marks a leader only if its range is better than all others', () => {
  const apart = { 'gan-mlp': [trial(1, 0.2)], 'vae-mlp': [trial(1, 0.5)] };
  expect(leaderOf(apart, coverage)).toBe('vae-mlp');
  expect(leaderOf(apart, { ...coverage, better: 'lower' })).toBe('gan-mlp');
  expect(leaderOf({ ...apart, lsgan: [trial(1, 0.35)] }, coverage)).toBeNull();
  expect(leaderOf({ 'vae-mlp': [trial(1, 0.5)] }, coverage)).toBeNull();
  const single = (value: number) => [
    { ...trial(1, 0), metrics: { clipped_coverage: { value, interval: null } } },
  ];
  expect(leaderOf({ 'gan-mlp': single(0.2), 'vae-mlp': single(0.5) }, coverage)).toBeNull();
});

it('marks the leader, and reports what is missing', () => {
  const results = { machine: 'one core', tfjs: '4', date: '2026-01-02' };
  const text = zooMarkdown({
    ...results,
    trials: { 'gan-mlp': [trial(1, 0.2)], 'vae-mlp': [trial(1, 0.5)] },
  });
  expect(text).toContain('| `vae-mlp` | 10 | 1 | – | **0.5** [0.4, 0.6] |');
  expect(text).toContain('Not measured yet: `lsgan`,');
});

it('the page contains the measured values', async () => {
  const file = join(import.meta.dirname, 'zoo.json');
  if (!existsSync(file)) return;
  const measured = JSON.parse(readFileSync(file, 'utf8')) as ZooResults;
  await expect(zooMarkdown(measured)).toMatchFileSnapshot(join(import.meta.dirname, 'zoo.md'));
});
