import type { ModelPage } from '../../contract/model';

export const denoisingAutoencoderPage: ModelPage = {
  about:
    'The autoencoder trained to undo noise: its input is a noisy image, its target the clean one. Copying no longer ' +
    'helps, so the code has to hold what images have in common and noise has not.',
  equations: [
    { label: 'Input', formula: 'x̃ = x + s ε,  ε ~ N(0, 1) for each pixel' },
    { label: 'Loss', formula: 'L = mean (x − d(e(x̃)))²' },
  ],
  symbols: [
    { symbol: 'x, x̃', meaning: 'an image, and the same with noise' },
    { symbol: 's', meaning: 'the noise: its standard deviation, 0.55 by default' },
    { symbol: 'e, d', meaning: 'encoder and decoder, one dense layer each' },
  ],
  expectations: {
    curves:
      'As the autoencoder’s, on a higher floor, because the noise hides what can no longer be known: validation is near ' +
      '0.026 after four epochs and 0.020 after eight; on MNIST, 0.030 and 0.023.',
    figures:
      'Three rows: noisy, restored, original. The restored row turns from one mean digit into the right one within two ' +
      'or three epochs; strokes stay softer than the original’s, and a thin one may come back as another digit.',
    cost: 'About 5 ms a step on two processor cores: about a minute for the default 50 epochs.',
    measured: {
      dataset: 'synthetic-digits',
      budget: { unit: 'epochs', count: 8 },
      seed: 1,
      over: 'validation: n = 5,000 of the 6,000 held out',
      date: '2026-11-29',
    },
  },
  failures: [
    {
      sign: 'Restored images are soft, or of another class.',
      cause: 'So much noise leaves several originals possible, and the squared error asks for their mean.',
      remedy: 'Lower the noise; a longer code helps little.',
    },
    {
      sign: 'A run without noise has the lower loss, but restores noisy images worse.',
      cause: 'It was never asked to: the two losses are of different tasks.',
      remedy: 'Compare losses only at the same noise.',
    },
  ],
  departures: [
    'Vincent et al. set random pixels to zero and train with cross-entropy; the Keras example adds normal noise and takes ' +
      'the squared error. The noisy image is not cut to the range from 0 to 1, as in that example.',
    'The example draws the noise of an image once and shows the same noisy image in all epochs; here it is drawn again ' +
      'in each step, so that no noise can be learnt by heart.',
  ],
  reading: [
    'Vincent et al., Extracting and Composing Robust Features with Denoising Autoencoders, ICML 2008',
    'Alain and Bengio, What Regularized Auto-Encoders Learn from the Data Generating Distribution, 2012, arXiv:1211.4246',
  ],
};
