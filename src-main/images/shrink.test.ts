import { expect, it } from 'vitest';
import { meanSquares } from './shrink';

it.each([1, 2, 1000])(
  'squares become their mean, even if they are cut off, in bands of %i pixels',
  (bandPixels) => {
    const [width, height] = [5, 3];
    const data = Uint8Array.from({ length: width * height * 3 }, (_, i) =>
      i % 3 === 1 ? 200 : 10 * Math.floor(i / 3),
    );
    const bands: number[] = [];
    const read = (top: number, rows: number) => {
      bands.push(rows);
      return data.subarray(top * width * 3, (top + rows) * width * 3);
    };
    const picture = meanSquares({ width, height }, 3, 2, bandPixels, read);
    // Values are ten times the index: (0 + 10 + 50 + 60) / 4, (20 + 30 + 70 + 80) / 4, (40 + 90) / 2, then the last
    // row.
    const means = [30, 50, 65, 105, 125, 140];
    expect(picture).toEqual({
      width: 3,
      height: 2,
      channels: 3,
      data: Uint8Array.from(means.flatMap((mean) => [mean, 200, mean])),
    });
    expect(bands).toEqual(bandPixels === 1000 ? [3] : [2, 1]);
  },
);
