import { describe, expect, it } from 'vitest';
import { decodePointCloud, encodePointCloud, type PointCloud } from './point-cloud';

const cloud: PointCloud = {
  view: { x: 0.5, y: -0.25, reach: 2 },
  data: Float32Array.of(0, 1, 2, 3),
  generated: Float32Array.of(0.5, 0.25, -1, 1, 1, 3),
  field: { side: 2, values: Float32Array.of(0, 0.25, 0.5, 1), low: 0, high: 1 },
};

describe('point clouds', () => {
  it('are read exactly as written', () => {
    expect(decodePointCloud(encodePointCloud(cloud))).toEqual(cloud);
    expect(decodePointCloud(encodePointCloud({ ...cloud, field: null }))).toEqual({ ...cloud, field: null });
  });

  it('have a grid and arrows, or one of them, or neither', () => {
    const grid = { side: 2, points: Float32Array.of(0, 0, 1, 0, 0, 1, 1, 1) };
    const arrows = Float32Array.of(0, 1, 0.5, -0.5);
    for (const inside of [{ grid, arrows }, { grid }, { arrows }]) {
      const bytes = encodePointCloud({ ...cloud, ...inside });
      expect(decodePointCloud(bytes)).toEqual({ ...cloud, ...inside });
      expect(decodePointCloud(bytes.subarray(0, -4))).toBeNull();
      expect(decodePointCloud(Uint8Array.of(...bytes, 0, 0, 0, 0))).toBeNull();
    }
  });

  it('are rejected if bytes are missing, left over or out of range', () => {
    const bytes = encodePointCloud(cloud);
    expect(decodePointCloud(bytes.subarray(0, 20))).toBeNull();
    expect(decodePointCloud(bytes.subarray(0, -4))).toBeNull();
    expect(decodePointCloud(bytes.subarray(0, -1))).toBeNull();
    expect(decodePointCloud(Uint8Array.of(...bytes, 0, 0, 0, 0))).toBeNull();
    const wrong = new Float32Array(bytes.slice().buffer);
    wrong[3] = -1;
    expect(decodePointCloud(new Uint8Array(wrong.buffer))).toBeNull();
  });
});
