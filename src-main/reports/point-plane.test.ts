import { describe, expect, it } from 'vitest';
import { encodePointCloud } from '../contract/point-cloud';
import { pointPlane } from './point-plane';

const view = { x: 1, y: 0, reach: 2 };
const data = Float32Array.of(1, 0);
const field = { side: 2, values: Float32Array.of(0, 0.5, 0.5, 1), low: 0, high: 1 };

describe('pointPlane', () => {
  it('draws data and generated points in the view, y upwards', () => {
    const generated = Float32Array.of(-1, 2, -1, 3, -2, -1);
    const { markup } = pointPlane(encodePointCloud({ view, data, generated, field: null }), 'tone') ?? {
      markup: '',
    };
    expect(markup).toMatch(/class="dots class-none" d="M240\.0 240\.0h0"/);
    expect(markup).toMatch(/class="dots tone"\s+d="M0\.0 0\.0h0M480\.0 480\.0h0"/);
    expect(markup).not.toContain('<image');
  });

  it('colours points by their requested class, over an image of the field for each theme', () => {
    const generated = Float32Array.of(0, 0, 3, 1, 1, 12);
    const { markup } = pointPlane(encodePointCloud({ view, data, generated, field }), 'tone') ?? {
      markup: '',
    };
    expect(markup).toContain('dots class-3');
    expect(markup).toContain('dots class-2');
    expect(markup.match(/<image class="in-(light|dark)"/g)).toHaveLength(2);
  });

  it('draws nothing for bytes that are not a point cloud', () => {
    expect(pointPlane(Uint8Array.of(1, 2, 3), 'tone')).toBeNull();
  });
});
