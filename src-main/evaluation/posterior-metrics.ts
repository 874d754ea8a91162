import { measurement } from './measurement';
import {
  activeUnits,
  divergenceFromPrior,
  importanceWeightedBound,
  negativeEvidenceBound,
} from './variational';

/** Number k of draws from the posterior for each item. */
export const IMPORTANCE_SAMPLES = 50;

/** Metrics of variational autoencoders only; never compared with models that have no likelihood. */
export const POSTERIOR_MEASUREMENTS = [
  measurement({
    id: 'bound',
    needs: ['logWeights'],
    cost: 'low',
    isSlow: true,
    metrics: [
      {
        id: 'negative_elbo',
        name: 'Negative ELBO',
        unit: 'nats',
        better: 'lower',
        panel: 'likelihood',
        help: 'Upper bound of −log p(x), with sums over values and latents and β = 1, whatever the loss takes.',
        source: 'Kingma and Welling 2013, 1312.6114, eq. 3',
      },
      {
        id: 'importance_weighted_bound',
        name: `Importance-weighted bound (k = ${String(IMPORTANCE_SAMPLES)})`,
        unit: 'nats',
        better: 'higher',
        panel: 'likelihood',
        help: 'Lower bound of log p(x) from k draws of the posterior; rises with k, so compare at equal k only.',
        source: 'Burda et al. 2016, 1509.00519, eq. 8',
      },
    ],
    *measure({ logWeights }) {
      return {
        values: {
          negative_elbo: negativeEvidenceBound(logWeights),
          importance_weighted_bound: importanceWeightedBound(logWeights),
        },
      };
    },
  }),
  measurement({
    id: 'posterior',
    needs: ['posterior'],
    cost: 'low',
    metrics: [
      {
        id: 'posterior_divergence',
        name: 'KL divergence from the prior',
        unit: 'nats',
        better: 'neither',
        panel: 'likelihood',
        help: 'What the latents say of an item: 0 where the posterior has collapsed to the prior.',
        source: 'Kingma and Welling 2013, 1312.6114, appendix B',
      },
      {
        id: 'active_latents',
        name: 'Active units',
        unit: null,
        better: 'higher',
        panel: 'likelihood',
        help: 'Latents whose posterior mean has a variance of more than 0.01 over the data.',
        source: 'Burda et al. 2016, 1509.00519, §5.2',
      },
    ],
    *measure({ posterior }) {
      const { active, variances } = activeUnits(posterior.means);
      return {
        values: {
          posterior_divergence: divergenceFromPrior(posterior),
          active_latents: { value: active },
        },
        details: { latentVariances: variances },
      };
    },
  }),
];
