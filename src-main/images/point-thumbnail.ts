import { at } from '../contract/at';
import { CLASS_PALETTE, rgbOf, type Rgb } from '../presentation/palette';
import { planeOf } from '../presentation/scatter';
import { decodePointCloud, encodePointCloud } from '../contract/point-cloud';
import { encodePixels } from './sheet';

/** Three pixels for each that a list of runs shows, and enough for a wall of sweeps. */
const SIDE = 168;
/** Visible on light and dark backgrounds. */
const DATA: Rgb = [150, 150, 150];
const GENERATED: Rgb = [47, 111, 224];

/** The pixels of a dot around its middle: a square of 7×7 without its corners. */
const AROUND = [-3, -2, -1, 0, 1, 2, 3];
const DOT = AROUND.flatMap((down) => AROUND.map((right) => [right, down] as const)).filter(
  ([right, down]) => Math.abs(right) + Math.abs(down) < 5,
);

/**
 * Draws generated points over those of the data, on a transparent background, as a PNG of 168×168.
 * @param bytes from `encodePointCloud`
 * @returns null if they are not a valid point cloud
 */
export function pointThumbnail(bytes: Uint8Array): Uint8Array | null {
  const cloud = decodePointCloud(bytes);
  if (cloud === null) return null;
  const { x: middleX, y: middleY, reach } = cloud.view;
  const pixels = new Uint8Array(SIDE * SIDE * 4);
  const dot = (x: number, y: number, color: Rgb): void => {
    const left = Math.round(((x - middleX + reach) / (2 * reach)) * SIDE);
    const top = Math.round(((middleY + reach - y) / (2 * reach)) * SIDE);
    for (const [right, down] of DOT) {
      const [column, row] = [left + right, top + down];
      if (row >= 0 && row < SIDE && column >= 0 && column < SIDE)
        pixels.set([...color, 255], 4 * (row * SIDE + column));
    }
  };
  const { data, generated } = cloud;
  for (let i = 0; i + 1 < data.length; i += 2) dot(at(data, i), at(data, i + 1), DATA);
  for (let i = 0; i + 2 < generated.length; i += 3)
    dot(at(generated, i), at(generated, i + 1), colorOf(at(generated, i + 2)));
  return encodePixels({ data: pixels, width: SIDE, height: SIDE, channels: 4 });
}

/**
 * Draws points of a dataset in the colours of their classes, as a PNG of 168×168.
 * @param bytes `Float32` triples: x, y, class
 * @returns null if there are no valid points
 */
export function triplesThumbnail(bytes: Uint8Array): Uint8Array | null {
  const generated = new Float32Array(bytes.slice().buffer);
  return pointThumbnail(
    encodePointCloud({ view: planeOf(generated), data: new Float32Array(0), generated, field: null }),
  );
}

function colorOf(label: number): Rgb {
  const hex = CLASS_PALETTE[label % CLASS_PALETTE.length]?.light;
  return label < 0 || hex === undefined ? GENERATED : rgbOf(hex);
}
