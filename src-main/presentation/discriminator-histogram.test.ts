import { expect, it } from 'vitest';
import { discriminatorHistogram, discriminatorHistory, discriminatorText } from './discriminator-histogram';

it('counts probabilities in bins from 0 to 1, separately for real and generated items', () => {
  const histogram = discriminatorHistogram({
    output: 'probability',
    real: Float32Array.of(1, 0.99, 0.5, 0.51),
    generated: Float32Array.of(0, 0.5),
  });
  expect([histogram.low, histogram.high]).toEqual([0, 1]);
  expect(histogram.real).toHaveLength(20);
  expect([histogram.real[19], histogram.real[10]]).toEqual([0.5, 0.5]);
  expect([histogram.generated[0], histogram.generated[10]]).toEqual([0.5, 0.5]);
  expect(histogram.most).toBe(0.5);
  expect(discriminatorText(histogram)).toBe('Mean of real items 0.7500, of generated ones 0.2500');
});

it('counts scores in bins from the smallest to the largest', () => {
  const histogram = discriminatorHistogram({
    output: 'score',
    real: Float32Array.of(-3, 5),
    generated: Float32Array.of(1),
  });
  expect([histogram.low, histogram.high]).toEqual([-3, 5]);
  expect([histogram.real[0], histogram.real[19], histogram.generated[10]]).toEqual([0.5, 0.5, 1]);
});

it('has bins even if all scores are equal', () => {
  const same = Float32Array.of(2, 2);
  const { low, high, real } = discriminatorHistogram({ output: 'score', real: same, generated: same });
  expect([low, high]).toEqual([1.5, 2.5]);
  expect(real[10]).toBe(1);
});

it('counts the outputs of all steps in the same bins', () => {
  const at = (real: number, generated: number) => ({
    output: 'score' as const,
    real: Float32Array.of(real),
    generated: Float32Array.of(generated),
  });
  const [first, last] = discriminatorHistory([at(0, 1), at(10, -10)]);
  expect([first?.low, first?.high, last?.low, last?.high]).toEqual([-10, 10, -10, 10]);
  expect([first?.real[10], first?.generated[11], last?.real[19], last?.generated[0]]).toEqual([1, 1, 1, 1]);
});
