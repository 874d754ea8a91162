/**
 * The figure of a model of points at a step: the data, generated points, and the discriminator's output over the plane.
 * Stored as little-endian 32-bit floats: a header of eight numbers, then data, generated points and field.
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
}

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

export function encodePointCloud({ view, data, generated, field }: PointCloud): Uint8Array {
  const head = [view.x, view.y, view.reach, data.length / 2, generated.length / 3];
  head.push(field?.side ?? 0, field?.low ?? 0, field?.high ?? 0);
  const floats = new Float32Array(HEAD + data.length + generated.length + (field?.values.length ?? 0));
  floats.set(head);
  floats.set(data, HEAD);
  floats.set(generated, HEAD + data.length);
  if (field !== null) floats.set(field.values, HEAD + data.length + generated.length);
  return new Uint8Array(floats.buffer);
}

/** @returns null if the bytes are not a valid point cloud */
export function decodePointCloud(bytes: Uint8Array): PointCloud | null {
  if (bytes.length < 4 * HEAD || bytes.length % 4 !== 0) return null;
  const floats = new Float32Array(bytes.slice().buffer);
  const [x = 0, y = 0, reach = 1, dataCount = 0, generatedCount = 0, side = 0, low = 0, high = 0] = floats;
  const counts = [dataCount, generatedCount, side];
  if (!counts.every((value) => Number.isInteger(value) && value >= 0) || side > MAX_SIDE) return null;
  if (floats.length !== HEAD + 2 * dataCount + 3 * generatedCount + side * side) return null;
  const generatedAt = HEAD + 2 * dataCount;
  const fieldAt = generatedAt + 3 * generatedCount;
  return {
    view: { x, y, reach },
    data: floats.subarray(HEAD, generatedAt),
    generated: floats.subarray(generatedAt, fieldAt),
    field: side === 0 ? null : { side, values: floats.subarray(fieldAt), low, high },
  };
}
