import { expect, test } from 'vitest';
import { RUN_PALETTE } from './palette';
import { DISTINCT_LOOKS, metricDash, groupLooks, runLooks } from './run-looks';

const named = (colors: readonly number[]) =>
  runLooks(colors).map(({ color, dash }) => `${color.name} ${dash.join(' ')}`.trim());

test('runs keep their own colours, in solid lines', () => {
  expect(named([3, 0, 2])).toEqual(['pink', 'blue', 'green']);
});

test('the second run of one colour gets a free colour, which no other run has', () => {
  expect(named([0, 8, 1])).toEqual(['blue', 'green', 'orange']);
});

test('up to 24 runs look different, whatever their colours', () => {
  expect(DISTINCT_LOOKS).toBe(24);
  const inOrder = Array.from({ length: 24 }, (_, index) => index);
  for (const colors of [inOrder, inOrder.map(() => 5), inOrder.map((index) => (index * 11) % 8)])
    expect(new Set(named(colors)).size).toBe(24);
});

test('the first eight runs are solid, further runs are dashed', () => {
  const all = named(Array.from({ length: 17 }, (_, index) => index));
  expect(all.slice(0, 8)).toEqual(RUN_PALETTE.map(({ name }) => name));
  expect(all[8]).toBe('blue 8 3.5');
  expect(all[16]).toBe('blue 2 2.5');
});

test('further runs repeat the looks', () => {
  expect(named(Array.from({ length: 30 }, () => 0))).toHaveLength(30);
});

test('the metrics of a run have distinct dashes, the first that of the run', () => {
  for (const look of runLooks([0, ...Array.from({ length: 8 }, () => 1)])) {
    const dashes = [0, 1, 2, 3].map((index) => metricDash(look, index).join(' '));
    expect(new Set(dashes).size).toBe(4);
    expect(dashes[0]).toBe(look.dash.join(' '));
  }
});

test('a group looks like its first run', () => {
  const colors = [0, 1, 1];
  const looks = runLooks(colors);
  expect(groupLooks(colors, [[0, 1], [2]])).toEqual([looks[0], looks[2]]);
  expect(looks[2]).not.toEqual(looks[1]);
});

test('groups of more runs than there are looks differ from one another', () => {
  const colors = Array.from({ length: DISTINCT_LOOKS + 6 }, () => 0);
  const groups = Array.from({ length: 5 }, (_, group) =>
    colors.flatMap((_, i) => (i % 5 === group ? i : [])),
  );
  expect(new Set(groupLooks(colors, groups).map((look) => JSON.stringify(look))).size).toBe(5);
});
