export const alerts = {
  titles: {
    collapse: 'Mode collapse',
    'discriminator-wins': 'The discriminator wins',
    'posterior-collapse': 'Posterior collapse',
    memorisation: 'Samples may be copies of training items',
    'divergence-ahead': 'The run may be about to diverge',
  },
  /** Beside the vertical line in a chart. */
  labels: {
    collapse: 'Mode collapse',
    'discriminator-wins': 'Discriminator wins',
    'posterior-collapse': 'Posterior collapse',
    memorisation: 'Possible copies',
    'divergence-ahead': 'May diverge',
  },
  /** Used if the model's page names no remedy. */
  remedies: {
    collapse: 'Lower the learning rate, or choose a model with another objective.',
    'discriminator-wins': 'Lower the learning rate, or choose a model with another objective.',
    'posterior-collapse': 'Lower β, or take sums instead of means in the loss.',
    memorisation:
      'Look at the samples beside their nearest training items; train for fewer steps, or on more data.',
    'divergence-ahead': 'Halve the learning rate.',
  },
};
