export const tour = {
  models: 'Two models, the same digits',
  modelsText:
    'A GAN and a VAE train side by side on 9 000 handwritten digits, a minute or two on two cores. Go on while they train.',
  metrics: 'Metrics of every step',
  metricsText:
    'Each line is a metric of the VAE: its loss, and the two parts of it. Nothing is left out. Drag over a chart to zoom in, or press Tab and the arrow keys to read values.',
  samples: 'Samples through time',
  samplesText:
    'The GAN shows the same latents at every recorded step, so a cell keeps its latent: noise first, digits later. Move the slider, or press ← and →.',
  sideBySide: 'Side by side',
  sideBySideText:
    'One slider moves both models. The GAN’s samples are sharp and may leave out digits; the VAE’s are soft and cover them all. The summary says which difference is larger than the noise.',
  plane: 'The latent plane',
  planeText:
    'The VAE rebuilds each digit from two numbers. Every place of this plane is an image, decoded under the pointer or with the arrow keys; the coloured points are the test digits by class. It opens once the run has a checkpoint.',
  stepOf: (step: number, count: number) => `Guided tour, step ${String(step)} of ${String(count)}`,
  leave: 'Leave the tour',
  launchBoth: 'Launch both',
};
