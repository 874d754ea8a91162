import { expect, it, vi } from 'vitest';
import { pauseAfter, redrawSoon } from './redraw';

it('draws all pending charts in one frame, each once, except cancelled ones', async () => {
  const drawn: string[] = [];
  const first = () => drawn.push('first');
  redrawSoon(first);
  redrawSoon(first);
  redrawSoon(() => drawn.push('second'));
  redrawSoon(() => drawn.push('cancelled'))();
  await vi.waitFor(() => {
    expect(drawn).toEqual(['first', 'second']);
  });
});

it('pauses for twenty-four times the duration of the last drawing, within bounds', () => {
  expect(pauseAfter(40)).toBeCloseTo(960);
  expect(pauseAfter(1)).toBe(100);
  expect(pauseAfter(500)).toBe(2000);
});
