import { expect, test } from 'vitest';
import { panned, transformOf, WHOLE, zoomed } from './zoom';

test('the centre of zooming does not move', () => {
  const close = zoomed(WHOLE, 4, { x: 0.25, y: 0.5 });
  expect(close).toEqual({ scale: 4, x: -0.75, y: -1.5 });
  // (position − edge) ÷ scale is the position in the image.
  expect((0.25 - close.x) / close.scale).toBeCloseTo(0.25);
  const closer = zoomed(close, 2, { x: 0.9, y: 0.1 });
  expect((0.9 - closer.x) / closer.scale).toBeCloseTo((0.9 - close.x) / close.scale);
});

test('the image always fills its frame', () => {
  expect(zoomed(WHOLE, 0.5)).toEqual(WHOLE);
  expect(panned(WHOLE, { x: 0.3, y: -0.2 })).toEqual(WHOLE);
  const close = zoomed(WHOLE, 2);
  expect(panned(close, { x: 5, y: -5 })).toEqual({ scale: 2, x: 0, y: -1 });
  expect(zoomed(panned(close, { x: 5, y: -5 }), 0.5)).toEqual(WHOLE);
  expect(zoomed(WHOLE, 1000).scale).toBe(16);
});

test('a zoom is converted to a CSS transform', () => {
  expect(transformOf({ scale: 2, x: -0.5, y: 0 })).toBe('translate(-50%, 0%) scale(2)');
});
