import { expect, it, vi } from 'vitest';
import { pauseAfter, redrawSoon } from './redraw';

it('draws all that waits in one frame, each once, and not what was cancelled', async () => {
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

it('lets as much time pass as the last drawing took twenty-four times, within bounds', () => {
  expect(pauseAfter(40)).toBeCloseTo(960);
  expect(pauseAfter(1)).toBe(100);
  expect(pauseAfter(500)).toBe(2000);
});
