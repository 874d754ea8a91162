import { SSIM_WINDOW } from './ssim';
import { classMetrics, inceptionForm } from './classes';
import { measurement } from './measurement';
import { relativeSharpness, structuralDiversity } from './pictures';

const COUNT = { unit: null, better: 'higher', panel: 'default' } as const;

export const CLASS_MEASUREMENTS = [
  measurement({
    id: 'classes',
    needs: ['classes'],
    cost: 'low',
    metrics: [
      {
        ...COUNT,
        id: 'classes_covered',
        name: 'Classes covered',
        aspect: 'diversity',
        help: 'Classes with at least a tenth of their share in the data among the samples that the classifier recognises.',
        source: 'Srivastava et al. 2017, 1705.07761, §4.2, with a least share',
      },
      {
        ...COUNT,
        id: 'recognised',
        name: 'Recognised',
        aspect: 'fidelity',
        help: 'Share of samples that the classifier is at least 90 % sure of.',
        source: 'The probability of the likeliest class',
      },
      {
        id: 'class_divergence',
        name: 'Class divergence',
        unit: 'nats',
        better: 'lower',
        panel: 'default',
        help: 'How far the classes of recognised samples are from those of the data: KL(samples ‖ data).',
        source: 'Metz et al. 2017, 1611.02163',
      },
      {
        ...COUNT,
        id: 'inception_form',
        name: 'Inception-score form',
        panel: 'more',
        help: 'exp E KL(p(y|x) ‖ p(y)) with the own classifier: sure of each sample, and many classes. Not the Inception score.',
        source: 'Salimans et al. 2016, 1606.03498, §4',
      },
    ],
    *measure({ classes }) {
      const { covered, recognised, divergence, histogram: counts } = classMetrics(classes);
      return {
        values: {
          classes_covered: { value: covered },
          recognised,
          ...(divergence === null ? {} : { class_divergence: { value: divergence } }),
          inception_form: inceptionForm(classes.probabilities),
        },
        details: { histogram: counts },
      };
    },
  }),
];

export const IMAGE_MEASUREMENTS = [
  measurement({
    id: 'images',
    needs: ['images'],
    cost: 'medium',
    isSlow: true,
    metrics: [
      {
        id: 'sharpness',
        name: 'Relative sharpness',
        unit: null,
        better: 'neither',
        target: 1,
        panel: 'more',
        help: 'Variance after a Laplacian filter, over that of real images: below 1 is blurred, above is noisy.',
        source: 'Tolstikhin et al. 2018, 1711.01558, §4',
      },
      {
        ...COUNT,
        id: 'structural_diversity',
        name: 'Structural diversity',
        panel: 'more',
        help: '1 − mean structural similarity of random pairs: 0 where all samples are the same.',
        source: 'Wang et al. 2004, eq. 13; Odena et al. 2017, 1610.09585, §4.2',
      },
    ],
    *measure({ images }, { random }) {
      const sharpness = relativeSharpness(images);
      // If the data have no edges, relative sharpness is not defined.
      const sharp = Number.isFinite(sharpness.value) ? { sharpness } : {};
      if (Math.min(images.real.height, images.real.width) < SSIM_WINDOW) return { values: sharp };
      const { generated } = yield* structuralDiversity(images, random);
      return { values: { ...sharp, structural_diversity: generated } };
    },
  }),
];
