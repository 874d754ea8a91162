import { describe, expect, it } from 'vitest';
import type { Quality } from '../contract/quality';
import type { QualityValue } from '../contract/quality-value';
import type { RunWindow } from '../contract/window-mean';
import type { Alert } from '../contract/alert';
import { evidenceText } from '../contract/problems/catalogue';
import { qualityAlerts, trainingAlerts } from './alerts';

const value = (at: number, low = at, high = at, floor: number | null = null): QualityValue => ({
  value: at,
  interval: { low, high },
  floor: floor === null ? null : { mean: floor, standardDeviation: null },
});

function quality(metrics: Record<string, QualityValue>, changes: Partial<Quality> = {}): Quality {
  const encoder = { kind: 'classifier', hash: 'a', dimensions: 128, score: 0.98, scoredOn: 1000 } as const;
  const shared = { id: 1, runId: 1, step: 20, samples: 2048, seed: 1, createdAt: 0 };
  return { ...shared, effort: 'quick', encoder, metrics, histogram: null, ...changes };
}
const worded = (alerts: readonly Alert[]) =>
  alerts.map((alert) => ({ ...alert, evidence: evidenceText(alert.evidence) }));
const kinds = (now: Quality, earlier: Quality[] = []) => qualityAlerts(now, earlier).map(({ kind }) => kind);

describe('collapse', () => {
  const classes = (covered: number, recognised: number, changes: Partial<Quality> = {}) =>
    quality(
      { classes_covered: value(covered), recognised: value(recognised) },
      { histogram: new Array<number>(10).fill(1), ...changes },
    );

  it('means that at most half of the classes are covered by samples that are mostly recognised', () => {
    expect(worded(qualityAlerts(classes(5, 0.5), []))).toEqual([
      { kind: 'collapse', step: 20, evidence: 'Samples cover 5 of 10 classes.' },
    ]);
    expect(kinds(classes(6, 0.9))).toEqual([]);
    // Samples of an untrained generator are not recognised.
    expect(kinds(classes(1, 0.49))).toEqual([]);
  });

  it('means that at most half of the previously covered modes are covered', () => {
    const modes = (covered: number, step: number) =>
      quality(
        { modes_covered: value(covered), high_quality: value(0) },
        { histogram: new Array<number>(8).fill(1), encoder: null, step },
      );
    expect(worded(qualityAlerts(modes(3, 20), [modes(7, 10), modes(1, 5)]))[0]?.evidence).toBe(
      'Samples cover 3 of 8 modes; earlier they covered 7.',
    );
    expect(kinds(modes(4, 20), [modes(7, 10)])).toEqual([]);
    expect(kinds(modes(3, 20), [modes(7, 30)])).toEqual([]);
  });

  it('means that almost no points are at modes, though some were or the model has trained for long', () => {
    const points = (covered: number, share: number, changes: Partial<Quality> = {}) =>
      quality(
        { modes_covered: value(covered), high_quality: value(share) },
        { histogram: new Array<number>(8).fill(0), encoder: null, ...changes },
      );
    const earlier = points(1, 0.1, { step: 10 });
    expect(worded(qualityAlerts(points(0, 0), [earlier]))).toEqual([
      {
        kind: 'collapse',
        step: 20,
        evidence: 'No sample is at one of the 8 modes; earlier a share of 0.1000 was.',
      },
    ]);
    expect(worded(qualityAlerts(points(1, 0.009), [earlier]))[0]?.evidence).toBe(
      'A share of 0.009000 of the samples is at one of the 8 modes; earlier a share of 0.1000 was.',
    );
    expect(kinds(points(1, 0.01), [earlier])).toEqual([]);
    expect(kinds(points(0, 0), [points(1, 0.09, { step: 10 })])).toEqual([]);
    // Early in training, a model may not have reached any mode yet.
    expect(kinds(points(0, 0, { effort: 'full', step: 999 }))).toEqual([]);
    expect(kinds(points(0, 0, { effort: 'quick', step: 5000 }))).toEqual([]);
    expect(worded(qualityAlerts(points(0, 0, { effort: 'full', step: 1000 }), []))).toMatchObject([
      { kind: 'collapse', step: 1000, evidence: 'No sample is at one of the 8 modes.' },
    ]);
  });

  it('means that coverage is below half of an earlier one, by their intervals and on the same encoder', () => {
    const coverage = (low: number, high: number, changes: Partial<Quality> = {}) =>
      quality({ clipped_coverage: value((low + high) / 2, low, high) }, changes);
    const before = coverage(0.8, 0.9, { step: 10 });
    expect(kinds(coverage(0.3, 0.39), [before])).toEqual(['collapse']);
    expect(kinds(coverage(0.3, 0.41), [before])).toEqual([]);
    expect(kinds(coverage(0.3, 0.39), [{ ...before, samples: 1000 }])).toEqual([]);
    expect(kinds(coverage(0.3, 0.39), [{ ...before, encoder: null }])).toEqual([]);
  });
});

it('detects a collapsed posterior', () => {
  const posterior = (divergence: number, active: number) =>
    quality({ posterior_divergence: value(divergence), active_latents: value(active) });
  expect(kinds(posterior(5e-8, 0))).toEqual(['posterior-collapse']);
  expect(kinds(posterior(0.09, 1))).toEqual(['posterior-collapse']);
  expect(kinds(posterior(6.8, 2))).toEqual([]);
  const { metrics } = posterior(5e-8, 0);
  const alike = { ...metrics, classes_covered: value(1), recognised: value(1) };
  expect(kinds(quality(alike, { histogram: [9, 0, 0] }))).toEqual(['posterior-collapse']);
});

it('detects more copies than held-out items have', () => {
  expect(kinds(quality({ copies: value(0.9, 0.88, 0.92, 0.5) }))).toEqual(['memorisation']);
  expect(kinds(quality({ copies: value(0.62, 0.59, 0.65, 0.5) }))).toEqual([]);
  expect(kinds(quality({ copies: value(0.9, 0.88, 0.92) }))).toEqual([]);
});

describe('training', () => {
  const window = (metrics: Record<string, number>): RunWindow => ({
    from: 101,
    to: 500,
    metrics: Object.fromEntries(
      Object.entries(metrics).map(([name, mean]) => [name, { mean, margin: null }]),
    ),
  });

  it('raises an alert if the discriminator wins at every step', () => {
    expect(worded(trainingAlerts(window({ d_accuracy: 0.999 }), null))).toEqual([
      {
        kind: 'discriminator-wins',
        step: 500,
        evidence: 'The discriminator separates 0.9990 of real and generated items, over 400 steps.',
      },
    ]);
    expect(trainingAlerts(window({ d_accuracy: 0.98 }), null)).toEqual([]);
  });

  it('raises an alert if gradients grow tenfold from one checkpoint to the next', () => {
    const before = window({ gradient_norm: 2, loss: 1 });
    expect(worded(trainingAlerts(window({ gradient_norm: 20, loss: 1 }), before))[0]?.evidence).toBe(
      'The mean gradient norm rose from 2 to 20.',
    );
    expect(trainingAlerts(window({ gradient_norm: 19, loss: 100 }), before)).toEqual([]);
    expect(trainingAlerts(window({ gradient_norm: 20 }), null)).toEqual([]);
  });
});
