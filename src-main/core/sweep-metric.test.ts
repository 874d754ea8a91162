import { describe, expect, it } from 'vitest';
import { MEASUREMENTS, metricsFor } from '../evaluation/registry';
import { stopMetrics, sweepMetrics } from '../presentation/sweeps';
import { registeredModels } from './models';

/** What every dataset of a kind has; classes and modes only some have. */
const ALWAYS: Readonly<Record<string, readonly string[]>> = {
  images: ['features', 'images'],
  points: ['points'],
};
const needsOf = (metric: string) =>
  MEASUREMENTS.find(({ metrics }) => metrics.some(({ id }) => id === metric))?.needs;

describe.each(registeredModels.list())('the metrics of samples that sweeps of $id compare', (model) => {
  const ofSamples = sweepMetrics(model).filter((metric) => metric.ofSamples);

  it('begin with one that is measured on every dataset', () => {
    for (const { id } of ofSamples.slice(0, 1))
      for (const need of needsOf(id) ?? ['nothing known']) expect(ALWAYS[model.data]).toContain(need);
  });

  it('are all measured on some dataset of its kind', () => {
    const possible = model.data === 'images' ? ['features', 'images', 'classes'] : ['points', 'mixture'];
    for (const { id } of ofSamples)
      for (const need of needsOf(id) ?? ['nothing known']) expect(possible).toContain(need);
  });

  it('stop runs only if they are measured while a run trains', () => {
    const quick = metricsFor('quick');
    for (const metric of stopMetrics(model)) if (metric.ofSamples) expect(quick).toContain(metric.id);
  });
});
