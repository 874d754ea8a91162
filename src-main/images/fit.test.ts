import { describe, expect, it } from 'vitest';
import { fitImages } from './fit';

const grey = (width: number, height: number) => ({ width, height, channels: 1 }) as const;

describe('fitImages', () => {
  it('averages the area that a pixel covers', () => {
    const image = Uint8Array.of(0, 100, 200, 40, 20, 40, 60, 80, 8, 8, 0, 0, 8, 8, 0, 0);
    expect([...fitImages(image, grey(4, 4), grey(2, 2), 'crop')]).toEqual([40, 95, 8, 0]);
    // Each half of the middle pixel has a weight of one third.
    expect([...fitImages(Uint8Array.of(0, 90, 255), grey(3, 1), grey(2, 1), 'stretch')]).toEqual([30, 200]);
  });

  it('crops to the middle, or stretches', () => {
    const wide = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    expect([...fitImages(wide, grey(4, 2), grey(2, 2), 'crop')]).toEqual([2, 3, 6, 7]);
    expect([...fitImages(wide, grey(4, 2), grey(2, 2), 'stretch')]).toEqual([2, 4, 6, 8]);
    expect([...fitImages(Uint8Array.of(9, 1), grey(2, 1), grey(4, 2), 'stretch')]).toEqual([
      9, 9, 1, 1, 9, 9, 1, 1,
    ]);
  });

  it('converts colours, and many images at once', () => {
    const pixels = Uint8Array.of(255, 0, 0, 0, 255, 0);
    const rgb = { width: 1, height: 1, channels: 3 } as const;
    expect([...fitImages(pixels, rgb, grey(1, 1), 'crop')]).toEqual([76, 150]);
    expect([...fitImages(Uint8Array.of(7, 9), grey(1, 1), rgb, 'crop')]).toEqual([7, 7, 7, 9, 9, 9]);
    expect(fitImages(pixels, rgb, rgb, 'crop')).toBe(pixels);
  });
});
