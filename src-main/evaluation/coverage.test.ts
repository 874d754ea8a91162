import { describe, expect, it } from 'vitest';
import { MIXTURES } from '../contract/mixtures';
import { drawPoints } from '../datasets/point-sets';
import { coveredClasses, histogram, modeCoverage, nearestModes } from './coverage';

describe('classes', () => {
  it('are counted, and count as covered at a tenth of their share', () => {
    expect(histogram([0, 2, 2, 7, -1], 3)).toEqual([1, 0, 2]);
    expect(coveredClasses([1, 0, 2], 3)).toBe(2);
    // With 1000 samples and two classes, a tenth of a share is 50.
    expect(coveredClasses([950, 50], 1000)).toBe(2);
    expect(coveredClasses([951, 49], 1000)).toBe(1);
    expect(coveredClasses([500, 49], 1000)).toBe(1);
    expect(coveredClasses([0, 0], 0)).toBe(0);
  });
});

describe.each(Object.entries(MIXTURES))('modes of %s', (id, mixture) => {
  it('are all covered by a perfect sampler, which has a known share of high quality', () => {
    const { points, labels } = drawPoints(id as keyof typeof MIXTURES, 'test', 0, 10_000);
    const nearest = nearestModes(points, mixture);
    const { covered, highQuality } = modeCoverage(nearest);
    expect(covered).toBe(mixture.centers.length);
    expect(highQuality).toBeGreaterThan(0.9889 - 0.004);
    expect(highQuality).toBeLessThan(0.9889 + 0.004);
    expect(nearest.map(({ mode }) => mode)).toEqual([...(labels ?? [])]);
  });

  it('are covered once by a collapsed sampler, and not at all by one that misses them', () => {
    const center = mixture.centers[3] ?? [0, 0];
    expect(modeCoverage(nearestModes([...center, ...center], mixture))).toEqual({
      covered: 1,
      highQuality: 1,
    });
    const beside = [center[0] + 3.1 * mixture.standardDeviation, center[1]];
    expect(modeCoverage(nearestModes(beside, mixture))).toEqual({ covered: 0, highQuality: 0 });
  });
});
