import { MIXTURES, type Mixture } from '../contract/mixtures';
import { seededRandom } from './seeded-random';
import type { Split } from './synthetic-digits';

export interface LabelledPoints {
  /** [count, 2] */
  readonly points: Float32Array;
  /** [count], the mode or branch of each point; null for a distribution without classes. */
  readonly labels: Uint8Array | null;
}

/** Draws one point of the distribution into `point` and returns its label, or null. */
type Draw = (point: Float32Array, random: PointRandom) => number | null;

interface PointRandom {
  /** In [0, 1). */
  readonly uniform: () => number;
  /** N(0, 1). */
  readonly normal: () => number;
}

export type PointSetId = keyof typeof POINT_SETS;

/**
 * Points of the plane from known distributions, so that modes that a generator drops can be seen. Point `i` of a split
 * depends only on (split, i). It is rounded to 32 bits, and so is the same on every machine with the same log, sin and
 * cos.
 */
export function drawPoints(id: PointSetId, split: Split, offset: number, count: number): LabelledPoints {
  const draw = POINT_SETS[id];
  const source = seededRandom();
  const points = new Float32Array(2 * count);
  const labels: (number | null)[] = [];
  for (let i = 0; i < count; i++) {
    source.reset(0, split === 'train' ? 0 : 1, offset + i);
    labels.push(draw(points.subarray(2 * i, 2 * i + 2), withNormal(source.uniform)));
  }
  const labelled = labels.every((label) => label !== null);
  return { points, labels: labelled ? Uint8Array.from(labels) : null };
}

const POINT_SETS = {
  'ring-8': fromMixture(MIXTURES['ring-8']),
  'grid-25': fromMixture(MIXTURES['grid-25']),

  /** Two interleaving half circles. */
  'two-moons': (point, { uniform, normal }) => {
    const moon = uniform() < 0.5 ? 0 : 1;
    const angle = Math.PI * uniform();
    const [x, y] =
      moon === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
    point[0] = x - 0.5 + 0.05 * normal();
    point[1] = y - 0.25 + 0.05 * normal();
    return moon;
  },

  /** A spiral of one and a half turns, from the inside out. */
  'swiss-roll': (point, { uniform, normal }) => {
    const angle = 1.5 * Math.PI * (1 + 2 * uniform());
    point[0] = (angle * Math.cos(angle)) / 7.5 + 0.03 * normal();
    point[1] = (angle * Math.sin(angle)) / 7.5 + 0.03 * normal();
    return null;
  },
} satisfies Record<string, Draw>;

function fromMixture({ centers, standardDeviation }: Mixture): Draw {
  return (point, { uniform, normal }) => {
    const mode = Math.floor(uniform() * centers.length);
    const [x, y] = centers[mode] ?? [0, 0];
    point[0] = x + standardDeviation * normal();
    point[1] = y + standardDeviation * normal();
    return mode;
  };
}

/** Adds normal numbers to a uniform source (Box and Muller 1958). */
function withNormal(uniform: () => number): PointRandom {
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}
