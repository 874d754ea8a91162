import { expect, test } from 'vitest';
import { crosshairAfter } from './crosshair';

const ramp = (count: number) => ({ x: Float64Array.from({ length: count }, (_, index) => index + 1) });
const epochs = { x: Float64Array.of(200, 400, 600, 800, 1000) };

test('arrows go from value to value where there are few', () => {
  expect(crosshairAfter('ArrowLeft', [epochs], 600, false)).toBe(400);
  expect(crosshairAfter('ArrowRight', [epochs], 600, false)).toBe(800);
  expect(crosshairAfter('ArrowLeft', [epochs], 700, false)).toBe(600);
});

test('and by a share of the axis where there are many, further with Shift', () => {
  expect(crosshairAfter('ArrowRight', [ramp(1000)], 500, false)).toBe(510);
  expect(crosshairAfter('ArrowLeft', [ramp(1000)], 500, false)).toBe(490);
  expect(crosshairAfter('ArrowRight', [ramp(1000)], 500, true)).toBe(600);
  expect(crosshairAfter('ArrowLeft', [ramp(1000), epochs], 605, false)).toBe(595);
});

test('they stop at the ends, which Home and End go to', () => {
  expect(crosshairAfter('ArrowLeft', [epochs], 200, false)).toBe(200);
  expect(crosshairAfter('ArrowRight', [epochs], 1000, true)).toBe(1000);
  expect(crosshairAfter('Home', [epochs, ramp(1000)], null, false)).toBe(1);
  expect(crosshairAfter('End', [epochs], 200, false)).toBe(1000);
});

test('the first arrow shows where it is: at the last value', () => {
  expect(crosshairAfter('ArrowLeft', [epochs], null, false)).toBe(1000);
});

test('other keys, and empty charts, are left alone', () => {
  expect(crosshairAfter('ArrowUp', [epochs], 600, false)).toBeNull();
  expect(crosshairAfter('Home', [], null, false)).toBeNull();
  expect(crosshairAfter('Home', [{ x: new Float64Array(0) }], null, false)).toBeNull();
});
