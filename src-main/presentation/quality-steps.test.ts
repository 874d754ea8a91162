import { describe, expect, it } from 'vitest';
import type { EncoderInfo, Quality, QualityMetricInfo } from '../contract/quality';
import { chartedMetrics, qualityLine, qualitySteps, stepsFacts } from './quality-steps';

const encoder = (hash: string): EncoderInfo => ({
  kind: 'classifier',
  hash,
  dimensions: 128,
  score: 0.98,
  scoredOn: 1000,
});
let id = 0;
const at = (step: number, value: number, changes: Partial<Quality> = {}): Quality => ({
  id: ++id,
  runId: 1,
  step,
  samples: 2048,
  seed: 1,
  effort: 'quick',
  encoder: encoder('aaaaaaaaaaaa'),
  metrics: {
    coverage: {
      value,
      interval: { low: value - 1, high: value + 1 },
      floor: { mean: 9, standardDeviation: 0 },
    },
  },
  histogram: null,
  createdAt: 0,
  ...changes,
});

describe('evaluations over steps', () => {
  it('are the newest one of each step, in order', () => {
    const { runs, others } = qualitySteps([[at(20, 1), at(10, 2), at(20, 3)]]);
    expect(others).toBe(0);
    const line = qualityLine(runs[0] ?? [], 'coverage');
    expect(line && [...line.steps]).toEqual([10, 20]);
    expect(line && [...line.values]).toEqual([2, 3]);
    expect(line && [...line.low]).toEqual([1, 2]);
    expect(line && [...line.high]).toEqual([3, 4]);
    expect(line?.floor).toBe(9);
  });

  it('never mix encoders or numbers of samples, and use those that most runs have', () => {
    const other = { encoder: encoder('bbbbbbbbbbbb') };
    const first = [at(10, 1, other), at(20, 1, other), at(30, 1, other), at(30, 2)];
    const second = [at(10, 3), at(20, 4), at(20, 5, { samples: 10_000 })];
    const found = qualitySteps([first, second]);
    expect(found.basis).toMatchObject({ samples: 2048, encoder: { hash: 'aaaaaaaaaaaa' } });
    expect(found.runs.map((qualities) => qualities.map(({ step }) => step))).toEqual([[30], [10, 20]]);
    expect(found.others).toBe(4);
    expect(stepsFacts(found)).toMatch(/^2\s048 samples .* aaaaaaaaaaaa; .* Not drawn, .*: 4 with another/);
    expect(qualitySteps([first]).basis).toMatchObject({ encoder: { hash: 'bbbbbbbbbbbb' } });
  });

  it('are empty without evaluations', () => {
    expect(qualitySteps([[], []])).toEqual({ basis: null, runs: [[], []], others: 0 });
    expect(stepsFacts(qualitySteps([]))).toBe('');
    expect(qualityLine([at(1, 1)], 'recall')).toBeNull();
  });

  it('are drawn for the default metrics, from two steps on', () => {
    const metric = (name: string, panel: 'default' | 'more'): QualityMetricInfo => ({
      id: name,
      name,
      unit: null,
      better: 'higher',
      panel,
      help: '',
      source: '',
    });
    const metrics = [metric('coverage', 'default'), metric('recall', 'default')];
    expect(chartedMetrics(metrics, qualitySteps([[at(1, 1), at(2, 1)]]))).toEqual([metrics[0]]);
    expect(chartedMetrics(metrics, qualitySteps([[at(1, 1)], [at(2, 1)]]))).toEqual([]);
    expect(chartedMetrics([metric('coverage', 'more')], qualitySteps([[at(1, 1), at(2, 1)]]))).toEqual([]);
  });
});
