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

  it('draws the latent grid below the points, and the gradients above them', () => {
    const generated = Float32Array.of(0, 0, -1);
    const grid = { side: 2, points: Float32Array.of(-1, 2, 3, 2, -1, -2, 3, -2) };
    const arrows = Float32Array.of(1, 0, 2, 0);
    const { markup } = pointPlane(
      encodePointCloud({ view, data, generated, field: null, grid, arrows }),
      'tone',
    ) ?? { markup: '' };
    expect(markup).toContain('class="latent-grid" d="M0.0 0.0L480.0 0.0M0.0 480.0L480.0 480.0M');
    expect(markup).toMatch(/class="dots tone"[\s\S]*class="gradients" d="M240\.0 240\.0L273\.6 240\.0M/);
  });

  it('draws nothing for bytes that are not a point cloud', () => {
    expect(pointPlane(Uint8Array.of(1, 2, 3), 'tone')).toBeNull();
  });
});
