import { expect, it } from 'vitest';
import { metricsCsv } from './metrics-csv';

const text = (...args: Parameters<typeof metricsCsv>) => [...metricsCsv(...args)].join('');

it('writes a row a step, empty where a metric was not measured', () => {
  const metrics = [
    { name: 'loss', steps: [1, 2, 4], values: [3, 2.5, 1] },
    { name: 'validation, "loss"', steps: Int32Array.of(2, 5), values: Float64Array.of(9, 8) },
  ];
  expect(text(metrics, 2)).toBe(
    'step,epoch,loss,"validation, ""loss"""\n1,0.5,3,\n2,1,2.5,9\n4,2,1,\n5,2.5,,8\n',
  );
  expect(text(metrics, null).split('\n')[1]).toBe('1,,3,');
  expect(text([], null)).toBe('step,epoch\n');
});

it('loses no bit of any number', () => {
  const floats = new Float64Array(20_000);
  let state = 1;
  for (let i = 0; i < floats.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    floats[i] = i % 2 === 0 ? Math.fround(state / 3e7) : state * 10 ** (state % 300);
  }
  const steps = Float64Array.from(floats, (_, i) => i + 1);
  const chunks = [...metricsCsv([{ name: 'x', steps, values: floats }], null)];
  expect(chunks.length).toBeGreaterThan(5);
  const rows = chunks.join('').trimEnd().split('\n').slice(1);
  expect(rows).toHaveLength(floats.length);
  for (const [i, row] of rows.entries()) {
    const [step, , value] = row.split(',');
    if (Number(step) !== i + 1 || !Object.is(Number(value), floats[i]))
      throw new Error(`Row ${row} differs.`);
  }
});
