import { describe, expect, it } from 'vitest';
import { fraction } from './taskbar';

describe('progress on the taskbar', () => {
  it('is that of all running runs together, and none where none runs', () => {
    expect(fraction([])).toBe(-1);
    expect(fraction([{ step: 0, totalSteps: null }])).toBe(0);
    expect(
      fraction([
        { step: 50, totalSteps: 100 },
        { step: 100, totalSteps: 300 },
      ]),
    ).toBe(0.375);
  });
});
