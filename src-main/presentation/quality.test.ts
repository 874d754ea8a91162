import { describe, expect, it } from 'vitest';
import type { Quality, QualityMetricInfo } from '../contract/quality';
import type { QualityValue } from '../contract/quality-value';
import { compareQualities, newestQuality, qualityDifference, qualityFacts, qualityRows } from './quality';

const metric = (id: string, changes: Partial<QualityMetricInfo> = {}): QualityMetricInfo => ({
  id,
  name: id,
  unit: null,
  better: 'higher',
  panel: 'default',
  help: '',
  source: '',
  ...changes,
});
const value = (at: number, margin: number | null = null): QualityValue => ({
  value: at,
  interval: margin === null ? null : { low: at - margin, high: at + margin },
  floor: { mean: 1, standardDeviation: 0.5 },
});
const quality = (metrics: Record<string, QualityValue>, changes: Partial<Quality> = {}): Quality => ({
  id: 1,
  runId: 1,
  step: 2000,
  samples: 1000,
  seed: 1,
  effort: 'full',
  encoder: { kind: 'classifier', hash: 'aaaaaaaaaaaa', dimensions: 128, score: 0.979, scoredOn: 1000 },
  metrics,
  histogram: null,
  createdAt: 0,
  ...changes,
});

describe('the rows of an evaluation', () => {
  it('have value, interval and floor, in the order of the metrics', () => {
    const metrics = [metric('b', { unit: 'nats' }), metric('a'), metric('c')];
    const found = quality({ a: value(0.5, 0.25), b: value(2) });
    expect(qualityRows(metrics, found).map(({ texts }) => texts)).toEqual([
      ['b', '2 nats', '', '1 ± 0.50'],
      ['a', '0.5000', '0.2500 to 0.7500', '1 ± 0.50'],
    ]);
  });

  it('name their samples, seed and encoder', () => {
    const ofWeights = { hyperparameters: {} };
    expect(qualityFacts(quality({}), ofWeights)).toMatch(
      /^1.000 samples of step 2.000 \(seed 1\) against as many items of the test split\. Features: .* classifier .* accuracy 0\.9790 \(test, n = 1.000\), weights a{12}\.$/,
    );
    const withoutEncoder = quality({}, { encoder: null });
    expect(qualityFacts(withoutEncoder, ofWeights)).toMatch(/split\.$/);
    expect(qualityFacts(withoutEncoder, { hyperparameters: { averageDecay: 0.9 } })).toMatch(
      /split\. Made with averaged weights \(decay 0\.9\)\.$/,
    );
  });
});

it('the newest evaluation is the last one of the latest step', () => {
  const [first, second, third] = [2, 3, 3].map((step, id) => quality({}, { step, id }));
  expect(newestQuality([])).toBeNull();
  expect(newestQuality([third!, first!])).toBe(third);
  expect(newestQuality([first!, second!, third!])).toBe(third);
});

describe('a comparison of evaluations', () => {
  const winnerOf = (info: QualityMetricInfo, ...values: (QualityValue | null)[]) =>
    compareQualities(
      [info],
      values.map((one) => one && quality({ [info.id]: one })),
    )[0]?.winner;

  it('has a winner only if intervals are disjoint', () => {
    expect(winnerOf(metric('a'), value(0.5, 0.1), value(0.8, 0.1))).toBe(1);
    expect(winnerOf(metric('a', { better: 'lower' }), value(0.5, 0.1), value(0.8, 0.1))).toBe(0);
    expect(winnerOf(metric('a'), value(0.5, 0.2), value(0.8, 0.2))).toBeNull();
    expect(winnerOf(metric('a'), value(0.5), value(0.8))).toBeNull();
    expect(winnerOf(metric('a'), value(0.5, 0.1), value(0.8))).toBeNull();
    expect(winnerOf(metric('a'), value(0.8, 0.1), null)).toBeNull();
    expect(winnerOf(metric('a'), value(0.8, 0.01), value(0.5, 0.01), value(0.82, 0.01))).toBeNull();
  });

  it('has no winner for a metric that is better neither lower nor higher', () => {
    const target = metric('a', { better: 'neither', target: 1 });
    expect(winnerOf(target, value(0.5, 0.1), value(1, 0.1))).toBeNull();
  });

  it('has no winner if samples or encoders differ, and says so', () => {
    const [a, b] = [quality({ a: value(0.5, 0.1) }), quality({ a: value(0.9, 0.1) })];
    expect(qualityDifference([a, null, b])).toBeNull();
    const fewer = { ...b, samples: 500 };
    expect(qualityDifference([a, fewer])).toMatch(/different numbers of samples/);
    const other = { ...b, encoder: { ...b.encoder!, hash: 'bbbbbbbbbbbb' } };
    expect(qualityDifference([a, other])).toMatch(/different encoders/);
    for (const two of [fewer, other]) expect(compareQualities([metric('a')], [a, two])[0]?.winner).toBeNull();
  });

  it('leaves out metrics that no run has', () => {
    const rows = compareQualities([metric('a'), metric('b')], [quality({ b: value(1) }), null]);
    expect(rows).toMatchObject([{ metric: { id: 'b' }, values: [{ value: 1 }, null] }]);
  });
});
