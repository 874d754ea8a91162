import { expect, it } from 'vitest';
import type { MetricRows } from '../contract/run';
import { metricsCsv } from './metrics-csv';

const text = (names: readonly string[], stepsPerEpoch: number | null, slices: readonly MetricRows[][]) =>
  [
    ...metricsCsv(
      names,
      slices.map((rows) => ({ run: { id: 1, name: 'first', stepsPerEpoch }, rows })),
      false,
    ),
  ].join('');

it('writes one row for each step, with empty cells where a metric was not measured', () => {
  const names = ['loss', 'validation, "loss"'];
  const slices = [
    [
      { name: 'loss', steps: [1, 2], values: [3, 2.5] },
      { name: 'validation, "loss"', steps: [2], values: [9] },
    ],
    [{ name: 'loss', steps: [4], values: [1] }],
    [{ name: 'validation, "loss"', steps: [5], values: [8] }],
  ];
  expect(text(names, 2, slices)).toBe(
    'step,epoch,loss,"validation, ""loss"""\n1,0.5,3,\n2,1,2.5,9\n4,2,1,\n5,2.5,,8\n',
  );
  expect(text(names, null, slices).split('\n')[1]).toBe('1,,3,');
  expect(text([], null, [])).toBe('step,epoch\n');
});

it('names the run in each row if there are several', () => {
  const rows = [{ name: 'loss', steps: [1], values: [3] }];
  const slices = [
    { run: { id: 1, name: 'first', stepsPerEpoch: 1 }, rows },
    { run: { id: 2, name: 'second, "of" two', stepsPerEpoch: null }, rows },
  ];
  expect([...metricsCsv(['loss', 'other'], slices, true)].join('')).toBe(
    'run,name,step,epoch,loss,other\n1,first,1,1,3,\n2,"second, ""of"" two",1,,3,\n',
  );
});

it('escapes names that a spreadsheet would evaluate, and does not change negative numbers', () => {
  const slices = [[{ name: '=1+1', steps: [1], values: [-2] }]];
  expect(text(['=1+1'], 1, slices)).toBe("step,epoch,'=1+1\n1,1,-2\n");
});

it('writes numbers without loss', () => {
  const values: number[] = [];
  let state = 1;
  for (let i = 0; i < 20_000; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    values.push(i % 2 === 0 ? Math.fround(state / 3e7) : state * 10 ** (state % 300));
  }
  const rows = text(['x'], null, [[{ name: 'x', steps: values.map((_, i) => i + 1), values }]])
    .trimEnd()
    .split('\n')
    .slice(1);
  expect(rows).toHaveLength(values.length);
  for (const [i, row] of rows.entries()) {
    const [step, , value] = row.split(',');
    if (Number(step) !== i + 1 || !Object.is(Number(value), values[i]))
      throw new Error(`Row ${row} differs.`);
  }
});
