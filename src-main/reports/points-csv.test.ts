import { expect, it } from 'vitest';
import { encodePointCloud } from '../contract/point-cloud';
import { pointsCsv } from './points-csv';

const cloud = (...generated: number[]) =>
  encodePointCloud({
    view: { x: 0, y: 0, reach: 1 },
    data: new Float32Array(2),
    generated: Float32Array.from(generated),
    field: null,
  });

it('writes one row for each point, with its class if classes were requested', () => {
  expect(pointsCsv(cloud(0.5, -1, -1), [])).toBe('x,y\n0.5,-1\n');
  const names = ['upper', 'one, "two"'];
  expect(pointsCsv(cloud(0.5, -1, 1, 2, 3, 0), names)).toBe('x,y,label\n0.5,-1,"one, ""two"""\n2,3,upper\n');
  expect(pointsCsv(Uint8Array.of(1), [])).toBeNull();
});

it('writes class names as text that no spreadsheet evaluates', () => {
  const names = ['=HYPERLINK("http://x")', '-1', 'plain'];
  expect(pointsCsv(cloud(-1, 2, 0, 3, 4, 1, 5, 6, 2), names)).toBe(
    `x,y,label\n-1,2,"'=HYPERLINK(""http://x"")"\n3,4,-1\n5,6,plain\n`,
  );
});
