import { expect, test } from 'vitest';
import { crosshairAfter } from './crosshair';

const ramp = (count: number) => ({ x: Float64Array.from({ length: count }, (_, index) => index + 1) });
const epochs = { x: Float64Array.of(200, 400, 600, 800, 1000) };

test('arrow keys move from value to value if there are few', () => {
  expect(crosshairAfter('ArrowLeft', [epochs], 600, false)).toBe(400);
  expect(crosshairAfter('ArrowRight', [epochs], 600, false)).toBe(800);
  expect(crosshairAfter('ArrowLeft', [epochs], 700, false)).toBe(600);
});

test('arrow keys move by a fraction of the axis if there are many values, further with Shift', () => {
  expect(crosshairAfter('ArrowRight', [ramp(1000)], 500, false)).toBe(510);
  expect(crosshairAfter('ArrowLeft', [ramp(1000)], 500, false)).toBe(490);
  expect(crosshairAfter('ArrowRight', [ramp(1000)], 500, true)).toBe(600);
  expect(crosshairAfter('ArrowLeft', [ramp(1000), epochs], 605, false)).toBe(595);
});

test('arrow keys stop at the ends, which Home and End go to', () => {
  expect(crosshairAfter('ArrowLeft', [epochs], 200, false)).toBe(200);
  expect(crosshairAfter('ArrowRight', [epochs], 1000, true)).toBe(1000);
  expect(crosshairAfter('Home', [epochs, ramp(1000)], null, false)).toBe(1);
  expect(crosshairAfter('End', [epochs], 200, false)).toBe(1000);
});

test('the first arrow key shows the crosshair at the last value', () => {
  expect(crosshairAfter('ArrowLeft', [epochs], null, false)).toBe(1000);
});

test('other keys, and empty charts, have no effect', () => {
  expect(crosshairAfter('ArrowUp', [epochs], 600, false)).toBeNull();
  expect(crosshairAfter('Home', [], null, false)).toBeNull();
  expect(crosshairAfter('Home', [{ x: new Float64Array(0) }], null, false)).toBeNull();
});
