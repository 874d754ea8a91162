import { MIXTURES } from '../contract/mixtures';
import { POINT_SHAPE, type DataKind, type ItemShape } from '../contract/dataset';

/** A dataset that needs no files of the user: its own are written on first use. */
export interface BuiltInDataset extends ItemShape {
  /** Whether it is computed, or comes with the program. */
  readonly source: 'generated' | 'included';
  readonly id: string;
  readonly kind: DataKind;
  readonly name: string;
  readonly summary: string;
  readonly classNames: readonly string[];
  readonly trainCount: number;
  readonly testCount: number;
}

const POINTS = {
  ...POINT_SHAPE,
  source: 'generated',
  kind: 'points',
  trainCount: 50_000,
  testCount: 10_000,
} as const;

const DIGITS = {
  kind: 'images',
  width: 28,
  height: 28,
  channels: 1,
  classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
} as const;

/** Only descriptions: `generate.ts` makes them, in a process of its own. */
export const BUILT_IN_DATASETS: readonly BuiltInDataset[] = [
  {
    ...DIGITS,
    id: 'mnist-10k',
    source: 'included',
    name: 'MNIST 10k',
    summary:
      'Real handwritten digits: 10,000 of the 60,000 that MNIST trains on, 28×28 grey, each class alike in both splits. ' +
      'Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0.',
    trainCount: 9_000,
    testCount: 1_000,
  },
  {
    ...DIGITS,
    id: 'synthetic-digits',
    source: 'generated',
    name: 'Synthetic digits',
    summary:
      'Handwritten-looking digits drawn by the workbench in the manner of MNIST: 28×28 grey, ten classes. ' +
      'The same images on every machine.',
    trainCount: 60_000,
    testCount: 10_000,
  },
  {
    ...POINTS,
    id: 'ring-8',
    name: 'Ring of 8',
    summary:
      'Eight narrow Gaussians on a circle of radius 1: which of them a generator leaves out can be counted.',
    classNames: Array.from({ length: 8 }, (_, mode) => `${String(45 * mode)}°`),
  },
  {
    ...POINTS,
    id: 'grid-25',
    name: 'Grid of 25',
    summary: 'Twenty-five narrow Gaussians on a grid from −4 to 4: harder to cover than the ring.',
    classNames: MIXTURES['grid-25'].centers.map(([x, y]) =>
      `(${String(x)}, ${String(y)})`.replace(/-/g, '−'),
    ),
  },
  {
    ...POINTS,
    id: 'two-moons',
    name: 'Two moons',
    summary: 'Two half circles that reach into one another, with a little noise.',
    classNames: ['upper', 'lower'],
  },
  {
    ...POINTS,
    id: 'swiss-roll',
    name: 'Swiss roll',
    summary: 'A spiral without classes: one thin line that is wound up.',
    classNames: [],
  },
];
