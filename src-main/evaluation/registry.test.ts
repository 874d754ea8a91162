import { describe, expect, it } from 'vitest';
import { MIXTURES } from '../contract/mixtures';
import { stream } from '../models/reference/stream';
import type { EvaluationInput } from './measurement';
import { evaluate, MEASUREMENTS, metricsOf, QUALITY_METRICS } from './registry';
import { ALGEBRAS } from './reference/algebras';
import { features, seeded } from './reference/arrays';
import { complete } from './steps';

const context = { algebra: ALGEBRAS[0]!.algebra, random: seeded(1) };
const all = QUALITY_METRICS.map(({ id }) => id);

function probabilities() {
  const [rows, columns] = [60, 3];
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) values[row * columns + (row % columns)] = 1;
  return { values, rows, columns };
}

const images = (name: string) => ({
  values: stream(name, 12 * 144),
  count: 12,
  height: 12,
  width: 12,
  channels: 1,
});

/** The inputs of all metrics. */
const INPUT: Required<EvaluationInput> = {
  features: { real: features('real', 80, 8), generated: features('generated', 70, 8) },
  trainingFeatures: features('training', 90, 8),
  classes: { probabilities: probabilities(), dataCounts: [10, 10, 10] },
  images: { real: images('real'), generated: images('generated') },
  points: { real: features('real points', 80, 2), generated: features('generated points', 70, 2) },
  mixture: MIXTURES['ring-8'],
  posterior: { means: features('means', 40, 4), logVariances: features('log-variances', 40, 4) },
  logWeights: features('log-weights', 40, 10),
};

describe('the registry', () => {
  it('lists each metric once, with a source, an explanation and a panel', () => {
    expect(new Set(all).size).toBe(all.length);
    expect(new Set(MEASUREMENTS.map(({ id }) => id)).size).toBe(MEASUREMENTS.length);
    for (const { id, help, source, name } of QUALITY_METRICS) {
      expect(id).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(help).toMatch(/\.$/);
      expect(source).not.toBe('');
      expect(name).toMatch(/^[A-Z]/);
    }
    const panels = (['default', 'likelihood', 'more'] as const).flatMap(metricsOf);
    expect(panels.sort()).toEqual([...all].sort());
  });

  it('has the established metrics in the default panel', () => {
    expect(metricsOf('default')).toEqual([
      'clipped_density',
      'clipped_coverage',
      'kernel_distance',
      'copies',
      'classes_covered',
      'recognised',
      'class_divergence',
      'modes_covered',
      'high_quality',
      'wasserstein',
    ]);
    expect(metricsOf('likelihood')).toEqual([
      'negative_elbo',
      'importance_weighted_bound',
      'posterior_divergence',
      'active_latents',
    ]);
  });

  it('computes a finite value for every metric from only the inputs that it needs', () => {
    for (const { id, metrics, needs } of MEASUREMENTS) {
      const given = Object.fromEntries(needs.map((need) => [need, INPUT[need]])) as EvaluationInput;
      const own = metrics.map((metric) => metric.id);
      const { values } = complete(evaluate(given, own, context));
      expect(Object.keys(values).sort(), id).toEqual([...own].sort());
      for (const [name, { value }] of Object.entries(values)) expect(Number.isFinite(value), name).toBe(true);
    }
  });

  it('measures the requested metrics whose inputs are given, with rising progress', () => {
    const steps = evaluate(INPUT, ['clipped_coverage', 'high_quality', 'recall'], context);
    const progress: number[] = [];
    let next = steps.next();
    for (; next.done !== true; next = steps.next()) progress.push(next.value);
    expect(Object.keys(next.value.values).sort()).toEqual(['clipped_coverage', 'high_quality', 'recall']);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
    const { values } = complete(evaluate({ points: INPUT.points }, all, context));
    expect(Object.keys(values)).not.toContain('high_quality'); // needs a known mixture
    expect(Object.keys(values)).toContain('wasserstein');
  });

  it('returns pairs, histograms, sizes and latent variances as details', () => {
    const { details } = complete(evaluate(INPUT, all, context));
    expect(details['copies']?.closestPairs).toHaveLength(16);
    expect(details['classes']?.histogram).toEqual([20, 20, 20]);
    expect(details['modes']?.histogram).toHaveLength(8);
    expect(details['frechet']?.frechetSizes).toHaveLength(15);
    expect(details['posterior']?.latentVariances).toHaveLength(4);
  });

  it('leaves out the divergence of classes if none is recognised', () => {
    const unsure = {
      ...INPUT.classes,
      probabilities: { ...probabilities(), values: new Float32Array(180).fill(1 / 3) },
    };
    const { values } = complete(evaluate({ classes: unsure }, all, context));
    expect(Object.keys(values)).not.toContain('class_divergence');
    expect(values['recognised']?.value).toBe(0);
  });

  it('leaves out the sharpness if the data have no edges', () => {
    const flat = { ...INPUT.images.real, values: new Float32Array(12 * 144).fill(0.5) };
    const { values } = complete(evaluate({ images: { ...INPUT.images, real: flat } }, all, context));
    expect(Object.keys(values)).toEqual(['structural_diversity']);
  });

  it('depends only on its seed', () => {
    const measure = (seed: number) =>
      complete(evaluate(INPUT, all, { ...context, random: seeded(seed) })).values['kernel_distance']?.value;
    expect(measure(3)).toBe(measure(3));
  });

  it('has two metrics of fidelity for images with classes: noise can lie where features are dense', () => {
    expect(QUALITY_METRICS.filter(({ aspect }) => aspect === 'fidelity').map(({ id }) => id)).toEqual([
      'clipped_density',
      'recognised',
      'high_quality',
    ]);
  });
});
