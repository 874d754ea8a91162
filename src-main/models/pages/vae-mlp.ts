import type { ModelPage } from '../../contract/model';

export const vaeMlpPage: ModelPage = {
  about:
    'An encoder presses an image into a small normal distribution, a draw from it is decoded into an image again, and ' +
    'a penalty keeps the distributions near a standard normal one, from which new images can then be drawn. With the ' +
    'default of two latents, the whole space can be looked at as a plane. Training is one loss going down, without an ' +
    'opponent; the price is blur, because the decoder answers with the average of all that fits.',
  equations: [
    {
      label: 'Loss: the negative ELBO where β is 1',
      formula: 'L = −E log p(x | z) + β KL(q(z | x) ‖ N(0, I))',
    },
    { label: 'Latent', formula: 'z = μ(x) + σ(x) ε,  ε ~ N(0, I)' },
    { label: 'KL divergence', formula: 'KL = ½ Σ (μ² + σ² − log σ² − 1)' },
  ],
  symbols: [
    { symbol: 'x, z', meaning: 'an example of the dataset, and the latent it is pressed into' },
    {
      symbol: 'q(z | x)',
      meaning: 'the encoder: a normal distribution of mean μ and variance σ² for each example',
    },
    { symbol: 'p(x | z)', meaning: 'the decoder: how probable it makes an example, given the latent' },
    { symbol: 'N(0, I)', meaning: 'the prior, from which latents are drawn to generate' },
    { symbol: 'β', meaning: 'the weight of the KL divergence' },
  ],
  expectations: {
    curves:
      'The loss falls from 544 nats to some 170 within 140 steps, then slowly: with two latents, validation is near ' +
      '157 after one epoch and near 138 after six (MNIST: 166 and 151). The KL divergence rises to some 6 nats, and ' +
      'both latents stay active. Training and validation lie close together.',
    figures:
      'Readable, blurry digits after one epoch; classes as separate clouds in the latent plane, which blend into one ' +
      'another in the decoded one. Reconstructions confuse similar digits: two numbers cannot say more.',
    cost: 'About 14 ms a step on two processor cores: three and a half minutes for the default 30 epochs.',
    measured: {
      dataset: 'synthetic-digits',
      budget: { unit: 'epochs', count: 6 },
      seed: 1,
      over: 'validation: n = 5,000 of the 6,000 held out',
      date: '2026-11-29',
    },
  },
  failures: [
    {
      sign: 'All samples are the same mean digit; the KL divergence and the active units are zero.',
      cause: 'Posterior collapse: the penalty outweighs what a latent could save in reconstruction.',
      remedy:
        'Lower β, or take sums instead of means: the mean loss of the Keras example does just this within 50 steps.',
      alert: 'posterior-collapse',
    },
    {
      sign: 'Reconstructions are fine, but samples are not digits.',
      cause: 'β is too small: the encoder uses regions from which the prior hardly ever draws.',
      remedy:
        'Raise β towards 1, and look at the latent plane: the clouds should fill a disc of radius 2 or 3.',
    },
    {
      sign: 'Everything is blurry.',
      cause:
        'Two latents leave much open, and the mean over what is open is blur. It is not a fault of training.',
      remedy: 'Take more latents, 20 or so, for sharper reconstructions; compare with a GAN.',
    },
    {
      sign: 'Losses of two runs lie far apart although the images look alike.',
      cause:
        'The loss depends on the decoder: Bernoulli and Gaussian ones, or sums and means, have other scales.',
      remedy: 'Compare losses only between runs of the same decoder and reduction.',
    },
  ],
  departures: [
    'The Keras example takes means over pixels and latents instead of sums, which weighs the KL divergence some 390 times ' +
      'more. On digits that collapses the posterior: it is kept as a preset, to be seen.',
    'The PyTorch example puts a ReLU on μ and log σ², so that no mean is negative and no variance below one. The ' +
      'means are then confined to one quarter of the plane; its preset, with dropout, is at 176 nats after two epochs.',
    'Pixels are grey, not binary: the Bernoulli decoder takes them as probabilities of ink, as is common.',
  ],
  reading: [
    'Kingma and Welling, Auto-Encoding Variational Bayes, 2013, arXiv:1312.6114',
    'Rezende, Mohamed and Wierstra, Stochastic Backpropagation and Approximate Inference, 2014, arXiv:1401.4082',
    'Higgins et al., beta-VAE, ICLR 2017',
    'Burda, Grosse and Salakhutdinov, Importance Weighted Autoencoders, 2015, arXiv:1509.00519 (active units)',
  ],
};
