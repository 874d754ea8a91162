import { describe, expect, it } from 'vitest';
import { ELAPSED_METRIC } from '../contract/run';
import { metricBuffer } from './metric-buffer';

describe('the metric buffer', () => {
  it('has a series for each metric, with its steps and the training time', () => {
    const buffer = metricBuffer();
    const rows = [Float32Array.of(1, 10), Float32Array.of(2, 20)];
    expect(buffer.addSteps(['loss', 'norm'], 7, rows, [100.456, 200])).toBeNull();
    buffer.add('test_loss', 9, 5);
    expect(buffer.take()).toEqual([
      { name: 'loss', steps: [8, 9], values: [1, 2] },
      { name: 'norm', steps: [8, 9], values: [10, 20] },
      { name: ELAPSED_METRIC, steps: [8, 9], values: [100.46, 200] },
      { name: 'test_loss', steps: [9], values: [5] },
    ]);
    expect(buffer.take()).toEqual([]);
  });

  it.each([NaN, Infinity, -Infinity])(
    'adds nothing from the first step with a value of %d, and names the metric',
    (value) => {
      const buffer = metricBuffer();
      const rows = [Float32Array.of(1, 10), Float32Array.of(2, value), Float32Array.of(3, 30)];
      expect(buffer.addSteps(['loss', 'norm'], 4, rows, [1, 2, 3])).toEqual({
        step: 6,
        metric: 'norm',
        value,
      });
      expect(buffer.take().map(({ name, steps, values }) => [name, steps, values])).toEqual([
        ['loss', [5], [1]],
        ['norm', [5], [10]],
        [ELAPSED_METRIC, [5], [1]],
      ]);
    },
  );
});
