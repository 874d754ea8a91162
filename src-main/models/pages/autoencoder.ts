import type { ModelPage } from '../../contract/model';

export const autoencoderPage: ModelPage = {
  about:
    'One dense layer presses 784 pixels into a code of 32 numbers, another restores the image from it. What the code ' +
    'keeps is what most images need. It is trained to restore, not to generate: the codes follow no distribution that ' +
    'could be drawn from, which is what a variational autoencoder adds.',
  equations: [
    { label: 'Code and reconstruction', formula: 'h = ReLU(W x + b),  x′ = sigmoid(V h + c)' },
    { label: 'Loss', formula: 'L = mean (x − x′)²' },
  ],
  symbols: [
    { symbol: 'x, x′', meaning: 'an image, and its reconstruction' },
    { symbol: 'h', meaning: 'the code: what ReLU leaves of the first layer' },
    { symbol: 'W, b, V, c', meaning: 'weights and biases of encoder and decoder' },
  ],
  expectations: {
    curves:
      'The squared error falls from 0.23 to 0.06 within the first hundred steps; validation is near 0.019 after four ' +
      'epochs and 0.011 after eight (MNIST: 0.021 and 0.013), and goes on falling slowly. Training and validation lie ' +
      'on one another.',
    figures:
      'Every reconstruction is the same mean digit at first; classes are visible within the first epoch, strokes are ' +
      'clean after some four.',
    cost: 'About 3 ms a step on two processor cores: less than a minute for the default 50 epochs.',
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
      sign: 'The loss stops early, and reconstructions stay soft.',
      cause: 'The code is too short, or many of its units are dead: ReLU gives zero for every image.',
      remedy: 'Raise the latent size; lower the learning rate, so that fewer units die.',
    },
    {
      sign: 'Decoded random codes look like no digit.',
      cause: 'Nothing ties the codes to a distribution. This is the model, not the training.',
      remedy: 'Take the VAE to generate.',
    },
  ],
  departures: [
    'Hinton and Salakhutdinov train a deep stack with pretraining; this is the Keras example’s single layer each way, which ' +
      'with ReLU and Adam needs none.',
  ],
  reading: [
    'Hinton and Salakhutdinov, Reducing the Dimensionality of Data with Neural Networks, Science 313, 2006',
    'Goodfellow, Bengio and Courville, Deep Learning, MIT Press 2016, chapter 14',
  ],
};
