import { describe, expect, it } from 'vitest';
import { stream } from '../models/reference/stream';
import { relativeSharpness, structuralDiversity, type Pictures } from './pictures';
import { seeded } from './reference/arrays';
import values from './reference/values.json';
import { complete } from './steps';

const SHAPE = { height: 16, width: 20, channels: 3 };

function pictures(name: string, count: number, contrast = 1): Pictures {
  const { height, width, channels } = SHAPE;
  const pixels = stream(name, count * height * width * channels);
  return { values: pixels.map((value) => (value - 0.5) * contrast + 0.5), count, ...SHAPE };
}

const real = pictures('images/real', 40);

/** Replaces each pixel by the mean of itself and its right neighbour. */
function blurred({ values: sharp, ...shape }: Pictures): Pictures {
  return { ...shape, values: sharp.map((value, at) => (value + (sharp[at + shape.channels] ?? value)) / 2) };
}

describe('images', () => {
  it('have the sharpness and diversity that SciPy and scikit-image compute', () => {
    const pair = { real, generated: pictures('images/generated', 30, 0.5) };
    expect(relativeSharpness(pair).value).toBeCloseTo(values.pictures.sharpness, 10);
    const diversity = complete(structuralDiversity(pair, seeded(values.pictures.seed)));
    expect(diversity.generated.value).toBeCloseTo(values.pictures.diversity, 10);
    expect(diversity.real.value).toBeCloseTo(values.pictures.realDiversity, 10);
  });

  it('have relative sharpness 1 to themselves, less when blurred, and a quarter at half the contrast', () => {
    expect(relativeSharpness({ real, generated: real }).value).toBe(1);
    expect(relativeSharpness({ real, generated: blurred(real) }).value).toBeLessThan(0.6);
    const half = { ...real, values: real.values.map((value) => value / 2) };
    expect(relativeSharpness({ real, generated: half }).value).toBeCloseTo(0.25, 12);
    expect(relativeSharpness({ real: half, generated: real }).value).toBeCloseTo(4, 12);
  });

  it('of a collapsed sampler have no diversity', () => {
    const size = real.values.length / real.count;
    const generated = { ...real, values: real.values.map((_, at) => real.values[at % size]!) };
    expect(complete(structuralDiversity({ real, generated }, seeded(0))).generated.value).toBeCloseTo(0, 12);
  });

  it.each([
    [
      'of other sizes',
      { ...real, height: 20, width: 16 },
      'Real images are 20 × 16 × 3 and generated ones 16 × 20 × 3.',
    ],
    ['with missing pixels', { ...real, count: 41 }, 'The generated images have'],
  ])('%s are rejected', (_, generated, message) => {
    expect(() => relativeSharpness({ real, generated })).toThrow(message);
  });

  it('smaller than the window of the similarity are rejected', () => {
    const small = { values: new Float32Array(200), count: 2, height: 10, width: 10, channels: 1 };
    expect(() => complete(structuralDiversity({ real: small, generated: small }, seeded(0)))).toThrow(
      '11 × 11',
    );
  });
});
