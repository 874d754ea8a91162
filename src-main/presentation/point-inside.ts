import type { PointArrows, PointGrid } from '../contract/point-cloud';

/** A sequence of places, x and y in turn. */
export type Polyline = readonly number[];

/** The lines of a grid of latents as the generator bends them: first the rows, then the columns. */
export function gridLines({ side, points }: PointGrid): Polyline[] {
  const place = (row: number, column: number) => {
    const i = 2 * (row * side + column);
    return [points[i] ?? 0, points[i + 1] ?? 0];
  };
  const along = Array.from({ length: side }, (_, i) => i);
  return [
    ...along.map((row) => along.flatMap((column) => place(row, column))),
    ...along.map((column) => along.flatMap((row) => place(row, column))),
  ];
}

/** The longest arrow, as a fraction of the view's reach. */
const LONGEST = 0.14;
/** Shorter arrows than this, as a fraction of the longest, are left out. */
const SHORTEST = 0.03;
/** Length and half width of an arrow's head, as fractions of the view's reach. */
const [HEAD_LENGTH, HEAD_WIDTH] = [0.022, 0.011];

/** Arrows as lines: from the point to the tip, and back along both sides of the head. The longest gradient sets the scale. */
export function arrowLines(arrows: PointArrows, reach: number): Polyline[] {
  const count = arrows.length / 4;
  const lengthAt = (i: number) => Math.hypot(arrows[4 * i + 2] ?? 0, arrows[4 * i + 3] ?? 0);
  let longest = 0;
  for (let i = 0; i < count; i++) if (Number.isFinite(lengthAt(i))) longest = Math.max(longest, lengthAt(i));
  if (longest === 0) return [];
  const lines: Polyline[] = [];
  for (let i = 0; i < count; i++) {
    const length = lengthAt(i);
    if (!(length >= SHORTEST * longest)) continue;
    const [x = 0, y = 0, dx = 0, dy = 0] = arrows.subarray(4 * i, 4 * i + 4);
    const [ux, uy] = [dx / length, dy / length];
    const drawn = (LONGEST * reach * length) / longest;
    const [tipX, tipY] = [x + ux * drawn, y + uy * drawn];
    const head = Math.min(HEAD_LENGTH * reach, drawn);
    const half = (head * HEAD_WIDTH) / HEAD_LENGTH;
    const [backX, backY] = [tipX - ux * head, tipY - uy * head];
    lines.push(
      [x, y, tipX, tipY],
      [backX - uy * half, backY + ux * half, tipX, tipY, backX + uy * half, backY - ux * half],
    );
  }
  return lines;
}

/** What can be drawn inside the plane of points. */
export const POINT_LAYERS = ['grid', 'arrows'] as const;
export type PointLayer = (typeof POINT_LAYERS)[number];
