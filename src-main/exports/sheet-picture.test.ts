import { expect, it } from 'vitest';
import { arrange } from './sheet-picture';

const grey = (level: number, width: number, height: number) => ({
  data: new Uint8Array(width * height).fill(level),
  width,
  height,
  channels: 1,
});

it('puts sheets side by side on white, enlarged, and grey unless one is in colour', () => {
  const first = { pixels: grey(10, 3, 2), caption: ['first', 'step 1'] };
  const red = { data: Uint8Array.of(255, 0, 0), width: 1, height: 1, channels: 3 };
  const plain = arrange([first], { scale: 2, captions: false });
  expect(plain).toMatchObject({ width: 6, height: 4, channels: 1 });
  expect(new Set(plain.data)).toEqual(new Set([10]));

  const both = arrange([first, { pixels: red, caption: [] }], { scale: 2, captions: false });
  expect(both).toMatchObject({ width: 8 + 6 + 8 + 2 + 8, height: 8 + 4 + 8, channels: 3 });
  const at = (x: number, y: number) => [...both.data.subarray((y * both.width + x) * 3).subarray(0, 3)];
  expect(at(0, 0)).toEqual([255, 255, 255]);
  expect(at(8, 8)).toEqual([10, 10, 10]);
  expect(at(13, 11)).toEqual([10, 10, 10]);
  expect(at(14, 11)).toEqual([255, 255, 255]);
  expect(at(22, 8)).toEqual([255, 0, 0]);
  expect(at(23, 9)).toEqual([255, 0, 0]);
  expect(at(22, 10)).toEqual([255, 255, 255]);
});

it('writes captions above, and cuts off what is wider than the sheet', () => {
  const caption = ['long name of a run', 'step 1'];
  const { data, width, height } = arrange([{ pixels: grey(10, 20, 5), caption }], {
    scale: 1,
    captions: true,
  });
  expect([width, height]).toEqual([36, 8 + 20 + 5 + 8]);
  const dark = [...data.entries()].filter(([, level]) => level === 32).map(([i]) => i % width);
  expect(dark.length).toBeGreaterThan(20);
  expect(Math.min(...dark)).toBeGreaterThanOrEqual(8);
  expect(Math.max(...dark)).toBeLessThan(28);
});

it('is smaller than requested rather than too large', () => {
  const { width } = arrange([{ pixels: grey(1, 2000, 2000), caption: [] }], { scale: 16, captions: false });
  expect(width).toBe(4000);
});
