/**
 * The figure of a model of points at a step: the data, generated points, and the discriminator's output over the plane.
 * Stored as little-endian 32-bit floats: a header of eight numbers, then data, generated points and field, then, in
 * newer figures, the side of the grid, the number of arrows, grid and arrows.
 */
export interface PointCloud {
  /** The visible square: its centre and half its side. */
  readonly view: { readonly x: number; readonly y: number; readonly reach: number };
  /** [n, 2] */
  readonly data: Float32Array;
  /** [m, 3]: x, y and the requested class, −1 without one. */
  readonly generated: Float32Array;
  /** null if the model has no discriminator. */
  readonly field: PointField | null;
  /** Absent in figures of older runs, and where the latents have other than two dimensions. */
  readonly grid?: PointGrid;
  /** For some generated points, the direction in which the discriminator's output would rise; absent without one. */
  readonly arrows?: PointArrows;
}

/** The images of a square grid of latents: [side, side, 2], row by row, z1 falling and z0 rising. */
export interface PointGrid {
  readonly side: number;
  readonly points: Float32Array;
}

/** [k, 4]: the place of a generated point, and the gradient there. */
export type PointArrows = Float32Array;

/** The discriminator's probability that a point is real, or the critic's score, at the centres of a grid of cells. */
export interface PointField {
  readonly side: number;
  /** [side, side], row by row from top to bottom. */
  readonly values: Float32Array;
  /** Bounds of the colour scale. */
  readonly low: number;
  readonly high: number;
}

const HEAD = 8;
const MAX_SIDE = 256;

export function encodePointCloud({ view, data, generated, field, grid, arrows }: PointCloud): Uint8Array {
  const head = [view.x, view.y, view.reach, data.length / 2, generated.length / 3];
  head.push(field?.side ?? 0, field?.low ?? 0, field?.high ?? 0);
  const inside =
    grid === undefined && arrows === undefined
      ? []
      : [[grid?.side ?? 0, (arrows?.length ?? 0) / 4], grid?.points ?? [], arrows ?? []];
  const parts = [head, data, generated, field?.values ?? [], ...inside];
  const floats = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    floats.set(part, end);
    end += part.length;
  }
  return new Uint8Array(floats.buffer);
}

/** @returns null if the bytes are not a valid point cloud */
export function decodePointCloud(bytes: Uint8Array): PointCloud | null {
  if (bytes.length < 4 * HEAD || bytes.length % 4 !== 0) return null;
  const floats = new Float32Array(bytes.slice().buffer);
  const [x = 0, y = 0, reach = 1, dataCount = 0, generatedCount = 0, side = 0, low = 0, high = 0] = floats;
  const counts = [dataCount, generatedCount, side];
  if (!counts.every((value) => Number.isInteger(value) && value >= 0) || side > MAX_SIDE) return null;
  const generatedAt = HEAD + 2 * dataCount;
  const fieldAt = generatedAt + 3 * generatedCount;
  const insideAt = fieldAt + side * side;
  const inside = insideOf(floats, insideAt);
  if (inside === null) return null;
  return {
    view: { x, y, reach },
    data: floats.subarray(HEAD, generatedAt),
    generated: floats.subarray(generatedAt, fieldAt),
    field: side === 0 ? null : { side, values: floats.subarray(fieldAt, insideAt), low, high },
    ...inside,
  };
}

/** Decodes grid and arrows; null if the bytes from `start` on are not valid. */
function insideOf(floats: Float32Array, start: number): Pick<PointCloud, 'grid' | 'arrows'> | null {
  if (floats.length === start) return {};
  const [side, count] = floats.subarray(start);
  if (side === undefined || count === undefined) return null;
  if (![side, count].every((value) => Number.isInteger(value) && value >= 0) || side > MAX_SIDE) return null;
  const gridAt = start + 2;
  const arrowsAt = gridAt + 2 * side * side;
  if (floats.length !== arrowsAt + 4 * count) return null;
  return {
    ...(side > 0 && { grid: { side, points: floats.subarray(gridAt, arrowsAt) } }),
    ...(count > 0 && { arrows: floats.subarray(arrowsAt) }),
  };
}
