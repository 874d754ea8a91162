import { describe, expect, it } from 'vitest';
import { RUN_PALETTE, runColor } from './palette';

function channels(hex: string): [number, number, number] {
  const at = (start: number) => Number.parseInt(hex.slice(start, start + 2), 16) / 255;
  return [at(1), at(3), at(5)];
}
const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const linearRgb = (hex: string) => channels(hex).map(linear) as [number, number, number];

type Matrix = readonly (readonly [number, number, number])[];
const apply = (matrix: Matrix, [r, g, b]: readonly [number, number, number]) =>
  matrix.map((row) => row[0] * r + row[1] * g + row[2] * b) as [number, number, number];

// Björn Ottosson, "A perceptual color space for image processing" (2020).
const TO_LMS: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const TO_LAB: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];
// Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision deficiency" (2009).
const SIGHT: Readonly<Record<string, Matrix>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

function oklab(rgb: readonly [number, number, number]) {
  const seen = rgb.map((value) => Math.min(1, Math.max(0, value))) as [number, number, number];
  return apply(TO_LAB, apply(TO_LMS, seen).map(Math.cbrt) as [number, number, number]);
}
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r, g, b_] = linearRgb(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b_;
  };
  const [bright, dim] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
}

describe('the run palette', () => {
  it.each(RUN_PALETTE)('$name is visible on white and on near-black', ({ light, dark }) => {
    expect(contrast(light, '#ffffff')).toBeGreaterThanOrEqual(3);
    expect(contrast(dark, '#16171a')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['light', 'dark'] as const)('has distinguishable %s colours for any colour vision', (theme) => {
    for (const matrix of Object.values(SIGHT)) {
      const seen = RUN_PALETTE.map((entry) => oklab(apply(matrix, linearRgb(entry[theme]))));
      for (const [i, a] of seen.entries()) {
        for (const b of seen.slice(i + 1)) {
          expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeGreaterThan(0.07);
        }
      }
    }
  });

  it('has a unique dash for every entry', () => {
    expect(new Set(RUN_PALETTE.map((entry) => entry.dash.join(' '))).size).toBe(RUN_PALETTE.length);
  });

  it('repeats beyond its end', () => {
    expect(runColor(8)).toBe(runColor(0));
    expect(runColor(-1)).toBe(RUN_PALETTE[7]);
  });
});
