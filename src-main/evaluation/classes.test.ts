import { describe, expect, it } from 'vitest';
import { classMetrics, inceptionForm } from './classes';
import { cellCounts, divergenceFromReal, frameOf, jensenShannon, totalVariation } from './histograms';
import type { Matrix } from './matrix';
import { stream } from '../models/reference/stream';
import { features } from './reference/arrays';
import values from './reference/values.json';

const oneHot = (labels: number[], classes: number): Matrix => ({
  values: Float32Array.from({ length: labels.length * classes }, (_, at) =>
    labels[Math.floor(at / classes)] === at % classes ? 1 : 0,
  ),
  rows: labels.length,
  columns: classes,
});

describe('classes', () => {
  const logits = Float64Array.from(stream('logits', 1000), (value) => Math.exp(16 * value));
  const rowSum = (row: number) =>
    logits.subarray(row * 5, row * 5 + 5).reduce((sum, value) => sum + value, 0);
  const probabilities = {
    values: logits.map((value, at) => value / rowSum(Math.floor(at / 5))),
    rows: 200,
    columns: 5,
  };

  it('are counted like NumPy and SciPy do', () => {
    const { dataCounts, histogram, recognised, divergence } = values.classes;
    const measured = classMetrics({ probabilities, dataCounts });
    expect(measured.histogram).toEqual(histogram);
    expect(measured.recognised.value).toBe(recognised);
    expect(measured.divergence).toBeCloseTo(divergence, 12);
    expect(measured.covered).toBe(5);
    expect(inceptionForm(probabilities).value).toBeCloseTo(values.classes.inceptionForm, 12);
  });

  it('are all covered by a copy of the data, and only one is by a collapsed sampler', () => {
    const dataCounts = [30, 10, 20];
    const copy = oneHot(
      [...Array<number>(30).fill(0), ...Array<number>(10).fill(1), ...Array<number>(20).fill(2)],
      3,
    );
    expect(classMetrics({ probabilities: copy, dataCounts })).toMatchObject({ covered: 3, divergence: 0 });
    const collapsed = classMetrics({ probabilities: oneHot([1, 1, 1, 1], 3), dataCounts });
    expect(collapsed.covered).toBe(1);
    expect(collapsed.divergence).toBeCloseTo(Math.log(6), 12);
  });

  it('count as covered at a tenth of their share in the data', () => {
    const labels = [...Array<number>(99).fill(0), 1];
    expect(classMetrics({ probabilities: oneHot(labels, 2), dataCounts: [90, 10] }).covered).toBe(2);
    expect(classMetrics({ probabilities: oneHot(labels, 2), dataCounts: [50, 50] }).covered).toBe(1);
  });

  it('have no divergence if no item is recognised', () => {
    const unsure = { values: new Float32Array(6).fill(0.5), rows: 3, columns: 2 };
    expect(classMetrics({ probabilities: unsure, dataCounts: [1, 1] })).toMatchObject({
      covered: 0,
      recognised: { value: 0 },
      divergence: null,
    });
  });

  it('are rejected if their number differs from that of the data', () => {
    expect(() => classMetrics({ probabilities: oneHot([0], 2), dataCounts: [1, 1, 1] })).toThrow(
      'knows 2 classes',
    );
  });

  it('have an Inception form from 1 to their number', () => {
    expect(inceptionForm(oneHot([0, 1, 2, 3], 4)).value).toBeCloseTo(4, 12);
    expect(inceptionForm(oneHot([2, 2, 2], 4)).value).toBe(1);
  });
});

describe('histograms', () => {
  const { histograms } = values;
  const points = {
    real: features('cells/real', 400, 2),
    generated: features('cells/generated', 400, 2, 0.5),
  };

  it('count every point like NumPy does, including those outside', () => {
    const frame = frameOf(points.real);
    expect([...cellCounts(points.real, frame, 6)]).toEqual(histograms.real);
    expect([...cellCounts(points.generated, frame, 6)]).toEqual(histograms.generated);
    const lost = { values: Float32Array.from([NaN, 0]), rows: 1, columns: 2 };
    expect(cellCounts(lost, frame, 6).at(-1)).toBe(1);
  });

  it('have the distances that SciPy computes, and are not changed', () => {
    const pair = { real: [...histograms.real], generated: [...histograms.generated] };
    expect(totalVariation(pair)).toBeCloseTo(histograms.totalVariation, 12);
    expect(jensenShannon(pair)).toBeCloseTo(histograms.jensenShannon, 12);
    expect(divergenceFromReal(pair)).toBe(Infinity); // some points are outside
    const occupied = (counts: number[]) => counts.filter((_, i) => histograms.real[i]! > 0);
    const both = { real: occupied(pair.real), generated: occupied(pair.generated) };
    expect(divergenceFromReal(both)).toBeCloseTo(histograms.divergenceOfOccupied, 12);
    expect(pair).toEqual({ real: histograms.real, generated: histograms.generated });
  });

  it('of disjoint support have the largest distance, and equal ones distance 0', () => {
    const disjoint = { real: [3, 0], generated: [0, 5] };
    expect(totalVariation(disjoint)).toBe(1);
    expect(jensenShannon(disjoint)).toBeCloseTo(Math.LN2, 12);
    expect(divergenceFromReal(disjoint)).toBe(Infinity);
    const equal = { real: [1, 2, 0], generated: [2, 4, 0] };
    expect([totalVariation(equal), jensenShannon(equal), divergenceFromReal(equal)]).toEqual([0, 0, 0]);
  });

  it('have a divergence that changes with the order of arguments', () => {
    const [real, generated] = [
      [8, 2],
      [5, 5],
    ];
    expect(divergenceFromReal({ real, generated })).toBeCloseTo(0.5 * Math.log(25 / 16), 12);
    expect(divergenceFromReal({ real: generated, generated: real })).toBeCloseTo(
      0.8 * Math.log(1.6) + 0.2 * Math.log(0.4),
      12,
    );
  });
});
