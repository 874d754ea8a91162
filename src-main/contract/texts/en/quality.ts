export const quality = {
  panels: { default: 'What to look at first', likelihood: 'Likelihood', more: 'More' },
  range: (low: string, high: string) => `${low} to ${high}`,
  labels: {
    clipped_density: 'Clipped density',
    clipped_coverage: 'Clipped coverage',
    kernel_distance: 'Kernel distance',
    classes_covered: 'Classes covered',
    recognised: 'Recognised',
    modes_covered: 'Modes covered',
    high_quality: 'High quality',
    wasserstein: 'Wasserstein distance',
  },
  /** For the heads of narrow columns. */
  heads: {
    clipped_density: 'Density',
    clipped_coverage: 'Coverage',
    kernel_distance: 'Kernel dist.',
    classes_covered: 'Classes covered',
    recognised: 'Recognised',
    modes_covered: 'Modes',
    high_quality: 'High quality',
    wasserstein: 'Wasserstein',
  },
  closestTitle: 'Closest to training images',
  closestHelp: (count: string) =>
    `The ${count} samples that are nearest to training images, above these. Numbers are distances in features; in brackets, how far that is as a share of the way from the training image to the nearest other one.`,
  closestFloor: (shown: string, floor: string) =>
    `${shown} Held-out images that are nearest to training images lie ${floor} from them on average (floor).`,
  measured: (samples: string, step: string, seed: number) =>
    `${samples} samples of step ${step} (seed ${String(seed)}) against as many items of the test split.`,
  lastHidden: 'the last hidden layer of a classifier',
  accuracy: 'accuracy',
  bottleneck: 'the bottleneck of an autoencoder',
  squaredError: 'mean squared error',
  encoder: (what: string, values: string, scored: string, score: string, count: string, hash: string) =>
    `Features: ${what} of this dataset, ${values} values, ${scored} ${score} (test, n = ${count}), weights ${hash}.`,
  otherEncoders: 'Measured on features of different encoders: these values cannot be compared.',
  otherCounts: 'Measured on different numbers of samples: evaluate all with the same number to compare them.',
  onFeatures: (hash: string) => `, on features of the encoder ${hash}`,
  leftOut: (count: number) =>
    `Not drawn, because values cannot be compared: ${String(count)} with another encoder or number of samples.`,
  stepsFacts: (samples: string, on: string) =>
    `${samples} samples against as many items of the test split${on}; bars are 95 % intervals.`,
};
