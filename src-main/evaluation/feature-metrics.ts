import { copyingHint, duplicates } from './copying';
import { frechetDistance, frechetInfinity } from './frechet';
import { kernelDistance } from './kernel-distance';
import { manifoldMetrics } from './manifold';
import { measurement, type QualityMetric } from './measurement';
import { part } from './steps';
import { slicedWasserstein } from './transport';

const SHARE = { unit: null, better: 'higher', panel: 'more' } as const;

const MANIFOLD_METRICS: readonly QualityMetric[] = [
  {
    ...SHARE,
    id: 'clipped_density',
    name: 'Clipped density',
    panel: 'default',
    aspect: 'fidelity',
    help: 'Share of samples that look like real items, by neighbourhoods of real items without outliers.',
    source: 'Salvy et al. 2025, 2507.01761, clipped density; k = 5',
  },
  {
    ...SHARE,
    id: 'clipped_coverage',
    name: 'Clipped coverage',
    panel: 'default',
    aspect: 'diversity',
    help: 'How much of the real items has samples around it, as the share of good samples that would cover as much.',
    source: 'Salvy et al. 2025, 2507.01761, clipped coverage; k = 5',
  },
  {
    ...SHARE,
    id: 'precision',
    name: 'Precision',
    help: 'Share of samples within the neighbourhood of some real item; well below 1 even for real items.',
    source: 'Kynkäänniemi et al. 2019, 1904.06991, eq. 1 and 2; k = 3',
  },
  {
    ...SHARE,
    id: 'recall',
    name: 'Recall',
    help: 'Share of real items within the neighbourhood of some sample; well below 1 even for real items.',
    source: 'Kynkäänniemi et al. 2019, 1904.06991, eq. 1 and 2; k = 3',
  },
  {
    ...SHARE,
    id: 'density',
    name: 'Density',
    better: 'neither',
    target: 1,
    help: 'How many neighbourhoods of real items a sample lies in, on average, over k; above 1 for samples in the middle only.',
    source: 'Naeem et al. 2020, 2002.09797; k = 5',
  },
  {
    ...SHARE,
    id: 'coverage',
    name: 'Coverage',
    help: 'Share of real items with a sample in their neighbourhood; 0.97 for real items.',
    source: 'Naeem et al. 2020, 2002.09797; k = 5',
  },
];

const SQUARED = { unit: null, better: 'lower' } as const;

/** Metrics of encoder features; comparable only for the same encoder and weights, N and k. */
export const FEATURE_MEASUREMENTS = [
  measurement({
    id: 'manifold',
    needs: ['features'],
    cost: 'medium',
    metrics: MANIFOLD_METRICS,
    *measure({ features }, { algebra }) {
      const measured = yield* manifoldMetrics(features, algebra);
      const { clippedDensity, clippedCoverage, ...others } = measured;
      return { values: { ...others, clipped_density: clippedDensity, clipped_coverage: clippedCoverage } };
    },
  }),
  measurement({
    id: 'kernel',
    needs: ['features'],
    cost: 'high',
    metrics: [
      {
        ...SQUARED,
        id: 'kernel_distance',
        name: 'Kernel distance',
        panel: 'default',
        aspect: 'overall',
        help: 'Squared maximum mean discrepancy of features, without bias: about zero, or below, at the floor.',
        source: 'Bińkowski et al. 2018, 1801.01401, eq. 4; (x·y / d + 1)³, 100 subsets of at most 1000',
      },
    ],
    *measure({ features }, { algebra, random, kernelSubsets: subsets }) {
      const { value, standardDeviation } = yield* kernelDistance(features, algebra, random, { subsets });
      return { values: { kernel_distance: { value, standardDeviation } } };
    },
  }),
  measurement({
    id: 'copies',
    needs: ['features', 'trainingFeatures'],
    cost: 'medium',
    metrics: [
      {
        id: 'copies',
        name: 'Copying hint',
        unit: null,
        better: 'neither',
        panel: 'default',
        aspect: 'memorisation',
        help: 'Share of samples nearer to a training item than that is to any other: a hint, above its floor, to look at the closest pairs.',
        source: 'Alaa et al. 2022, 2102.08921 (authenticity: the complement)',
      },
    ],
    *measure({ features: { generated }, trainingFeatures: training }, { algebra }) {
      const { copies, closest } = yield* copyingHint({ training, generated }, algebra);
      return { values: { copies }, details: { closestPairs: closest } };
    },
  }),
  measurement({
    id: 'frechet',
    needs: ['features'],
    cost: 'high',
    isSlow: true,
    metrics: [
      {
        ...SQUARED,
        id: 'frechet_distance',
        name: 'Fréchet distance',
        panel: 'more',
        help: 'Distance of Gaussians fitted to features; biased upwards with few samples, so compare at equal numbers only. Not FID.',
        source: 'Heusel et al. 2017, 1706.08500, eq. 6',
      },
      {
        ...SQUARED,
        id: 'frechet_infinity',
        name: 'Fréchet distance, extrapolated',
        panel: 'more',
        help: 'The Fréchet distance of infinitely many samples, from a line over 15 numbers of samples.',
        source: 'Chong and Forsyth 2020, 1911.07023',
      },
    ],
    *measure({ features }, { algebra, random }) {
      const distance = yield* part(frechetDistance(features, algebra), 0, 0.15);
      const { value, points } = yield* part(frechetInfinity(features, algebra, random), 0.15, 1);
      return {
        values: { frechet_distance: { value: distance }, frechet_infinity: { value } },
        details: { frechetSizes: points },
      };
    },
  }),
  measurement({
    id: 'sliced',
    needs: ['features'],
    cost: 'medium',
    metrics: [
      {
        id: 'feature_sliced_wasserstein',
        name: 'Sliced Wasserstein distance of features',
        unit: null,
        better: 'lower',
        panel: 'more',
        help: 'Distance of features on a line, over 200 random lines.',
        source: 'Bonneel et al. 2015, Sliced and Radon Wasserstein barycenters',
      },
    ],
    *measure({ features }, { random }) {
      return { values: { feature_sliced_wasserstein: yield* slicedWasserstein(features, random) } };
    },
  }),
  measurement({
    id: 'duplicates',
    needs: ['features'],
    cost: 'medium',
    metrics: [
      {
        id: 'duplicates',
        name: 'Duplicates',
        unit: null,
        better: 'lower',
        panel: 'more',
        help: 'Share of samples that are as near to another one as only a hundredth of the real items are; 0.01 for real items.',
        source: 'Nearest neighbours, against the 1 % quantile of as many real items',
      },
    ],
    *measure({ features }, { algebra }) {
      const { near } = yield* duplicates(features, algebra);
      return { values: { duplicates: near } };
    },
  }),
];
