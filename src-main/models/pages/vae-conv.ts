import type { ModelPage } from '../../contract/model';
import { vaeMlpPage } from './vae-mlp';

export const vaeConvPage: ModelPage = {
  about:
    'A variational autoencoder whose networks see neighbouring pixels together: two strided convolutions halve the ' +
    'sides twice, sixteen hidden units lead to the latents, and transposed convolutions double the sides again. With ' +
    'a tenth of the weights of the MLP it reconstructs about as well. Its decoder has the same shape as the generator ' +
    'of a DCGAN, so the two can be compared: one learns from an opponent, the other from reconstruction errors.',
  equations: vaeMlpPage.equations,
  symbols: vaeMlpPage.symbols,
  expectations: {
    curves:
      'The loss falls from 543 nats to some 200 within 100 steps, with hardly any KL divergence; from about step 200 the ' +
      'latents are used, and it goes on falling: validation is near 198 after four epochs of 10,000 digits and near ' +
      '177 after ten, with a KL divergence of 5.4 nats. Full MNIST has seven times as many steps an epoch.',
    figures:
      'Strokes after one epoch; after ten of 10,000 digits, zeros and nines are clear and the other classes blurred ' +
      'loops. Leave it its 30 epochs, or train on all of MNIST.',
    cost: 'About 0.1 s of processor time a step.',
    measured: {
      dataset: 'mnist-10k',
      budget: { unit: 'epochs', count: 10 },
      seed: 1,
      over: 'validation: n = 900 held out of the 9,000',
      date: '2026-11-29',
    },
  },
  failures: [
    ...vaeMlpPage.failures.filter(({ sign }) => sign.startsWith('Reconstructions')),
    {
      sign: 'All samples are the same mean digit; the KL divergence and the active units are zero.',
      cause: 'Posterior collapse: the penalty outweighs what a latent could save in reconstruction.',
      remedy: 'Lower β, or begin with a smaller learning rate.',
    },
    {
      sign: 'Everything is blurry.',
      cause: 'Two latents and sixteen hidden units leave much open, and the mean over what is open is blur.',
      remedy: 'Take more latents, 20 or so, and as many hidden units or more; compare with a DCGAN.',
    },
  ],
  departures: [
    'The Keras example trains on all 70,000 images and reports the training loss; here the test split is never ' +
      'trained on, and the preset holds nothing else out.',
    'Pixels are grey, not binary: the Bernoulli decoder takes them as probabilities of ink, as the example does.',
  ],
  reading: [
    'Chollet, Variational AutoEncoder, Keras code examples, 2020 (keras.io/examples/generative/vae)',
    ...vaeMlpPage.reading,
  ],
};
