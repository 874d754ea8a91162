import { expect, it } from 'vitest';
import { blankCanvas, drawText } from './canvas';

function linesOf(text: string, width: number): string[] {
  const canvas = blankCanvas(width, 7, 1, [255, 255, 255]);
  drawText(canvas, text, { left: 0, top: 0, scale: 1, maxWidth: width }, [0, 0, 0]);
  return Array.from({ length: 7 }, (_, y) =>
    Array.from({ length: width }, (_, x) => (canvas.data[y * width + x] === 0 ? '#' : '.')).join(''),
  );
}

it('writes text in pixels', () => {
  expect(linesOf('T3', 12)).toEqual([
    '#####.#####.',
    '..#......#..',
    '..#.....#...',
    '..#......#..',
    '..#.......#.',
    '..#...#...#.',
    '..#....###..',
  ]);
});

it('transliterates other scripts, and leaves out what does not fit', () => {
  expect(linesOf('é', 6)).toEqual(linesOf('e', 6));
  expect(linesOf('e!', 11)).toEqual(linesOf('e', 11));
});
