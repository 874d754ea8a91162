import { expect, it } from 'vitest';
import { encodePointCloud } from '../contract/point-cloud';
import { importFixture } from '../testing/import-fixture';
import { pointsCsv } from './points-csv';

const { given, imported } = importFixture();

const NAMES = [
  '=HYPERLINK("http://example.invalid","x")',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '+1-1x',
  '-2+3',
  "'=quoted",
  '＝wide',
  'a,b;c',
  'say "so"',
  "'tis",
  'plain',
];

it('writes generated points as a table that an import reads with the same classes', async () => {
  const count = 100;
  const point = (i: number) => [Math.fround(i / 7 - 5), Math.fround(Math.sin(i)), i % NAMES.length];
  const cloud = encodePointCloud({
    view: { x: 0, y: 0, reach: 1 },
    data: new Float32Array(2),
    generated: Float32Array.from(Array.from({ length: count }, (_, i) => point(i)).flat()),
    field: null,
  });
  const table = pointsCsv(cloud, NAMES);
  const { dataset, train, test } = await imported([given('drawn.csv', Buffer.from(table ?? ''))]);
  expect([...dataset.classNames].sort()).toEqual([...NAMES].sort());
  const read = [train, test].flatMap(({ items, labels, count: own }) =>
    Array.from({ length: own }, (_, i) => [
      items[2 * i],
      items[2 * i + 1],
      NAMES.indexOf(dataset.classNames[labels?.[i] ?? -1] ?? ''),
    ]),
  );
  const byX = (a: (number | undefined)[], b: (number | undefined)[]) => (a[0] ?? 0) - (b[0] ?? 0);
  expect(read.sort(byX)).toEqual(Array.from({ length: count }, (_, i) => point(i)));
});
