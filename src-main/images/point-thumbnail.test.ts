import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { encodePointCloud } from '../contract/point-cloud';
import { pointThumbnail, triplesThumbnail } from './point-thumbnail';

it('draws generated points over those of the data, on a transparent background', () => {
  const bytes = encodePointCloud({
    view: { x: 0, y: 0, reach: 2 },
    data: Float32Array.of(-1, 1, 1, 1),
    generated: Float32Array.of(1, 1, -1, 1, -1, 0, 99, 99, -1, NaN, 0, -1),
    field: null,
  });
  const { width, height, channels, data } = decode(pointThumbnail(bytes)!);
  expect([width, height, channels]).toEqual([168, 168, 4]);
  const at = (x: number, y: number) => [...data.slice(4 * (y * 168 + x), 4 * (y * 168 + x) + 4)];
  expect(at(42, 42)).toEqual([150, 150, 150, 255]);
  expect(at(126, 42)).toEqual([47, 111, 224, 255]);
  expect(at(126, 126)).toEqual([0x11, 0x50, 0xb0, 255]);
  const opaque = Array.from({ length: 168 * 168 }, (_, i) => data[4 * i + 3]).filter(
    (alpha) => alpha === 255,
  );
  expect(opaque).toHaveLength(3 * 37);
  expect(pointThumbnail(Uint8Array.of(1, 2, 3))).toBeNull();
});

it('draws points of a dataset in the colours of their classes, for any range of coordinates', () => {
  const triples = new Uint8Array(Float32Array.of(-500, 0, 0, 500, 0, 1).buffer);
  const { width, height, data } = decode(triplesThumbnail(triples)!);
  expect([width, height]).toEqual([168, 168]);
  const colors = new Set<string>();
  for (let i = 0; i < data.length; i += 4)
    if (data[i + 3] === 255) colors.add([data[i], data[i + 1], data[i + 2]].join());
  expect(colors.size).toBe(2);
});
