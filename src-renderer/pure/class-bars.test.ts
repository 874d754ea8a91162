import { expect, it } from 'vitest';
import { classColumns, classMarks } from './class-bars';

it('gives the shares of classes at each evaluated step, the first class on top', () => {
  const evaluations = [
    { step: 10, histogram: [6, 0, 2] },
    { step: 20, histogram: null },
    { step: 30, histogram: [0, 0, 0] },
  ];
  expect(classColumns(evaluations)).toEqual([
    { step: 10, shares: [0.25, 0, 0.75] },
    { step: 30, shares: [0, 0, 0] },
  ]);
});

it('names every class beside its row, or every second one if there are many', () => {
  expect(classMarks(['a', 'b'], 12)).toEqual([
    { text: 'a', at: 0.75 },
    { text: 'b', at: 0.25 },
  ]);
  expect(classMarks(['a', 'b', 'c', 'd'], 2).map(({ text }) => text)).toEqual(['a', 'c']);
});
