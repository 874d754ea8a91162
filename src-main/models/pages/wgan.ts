import type { ModelPage } from '../../contract/model';

export const wganPage: ModelPage = {
  about:
    'Instead of a discriminator that says real or not, a critic gives scores, and their difference between real and ' +
    'generated images estimates how far apart the two are: the earth mover’s distance. It holds as long as the ' +
    'critic is not too steep (1-Lipschitz), and shows the generator which way to go even where real and ' +
    'generated images have nothing in common. The networks are those of the DCGAN, the critic without normalisation.',
  equations: [
    { label: 'Distance', formula: 'W(p, q) = max over 1-Lipschitz C of E C(x) − E C(G(z))' },
    { label: 'Critic', formula: 'L_C = E C(G(z)) − E C(x) + λ E (‖∇C(x̂)‖ − 1)²' },
    { label: 'Generator', formula: 'L_G = −E C(G(z))' },
  ],
  symbols: [
    { symbol: 'x, z, G(z)', meaning: 'a real example, the latent, and what the generator makes of it' },
    { symbol: 'C', meaning: 'the critic: a score without bounds, higher for what looks real' },
    { symbol: 'W(p, q)', meaning: 'the earth mover’s distance between data p and samples q' },
    { symbol: 'x̂', meaning: 'a point drawn evenly from the line between a real and a generated example' },
    { symbol: 'λ', meaning: 'the weight of the penalty; with clipping there is none' },
  ],
  expectations: {
    curves:
      'The Wasserstein estimate rises to some 17 within 150 steps, while the critic learns to see, and falls from then ' +
      'on: near 10 at step 350, near 3 at 700. The Lipschitz estimate rises to 1.5 with it and sinks back towards 1. The ' +
      'losses by themselves mean little.',
    figures:
      'An even grey grid at step 100, strokes under it at 300, shapes like digits at 700. It starts more slowly than a ' +
      'DCGAN; the estimate shows that it still improves.',
    cost: 'About 0.25 s a step on two processor cores, most of it the three critic steps and their penalties: some 20 minutes for the default 5,000 steps.',
    measured: {
      dataset: 'synthetic-digits',
      budget: { unit: 'steps', count: 750 },
      seed: 1,
      over: 'training values: means over 50 steps',
      date: '2026-11-29',
    },
  },
  failures: [
    {
      sign: 'The Lipschitz estimate runs far above 1.',
      cause:
        'The penalty is too weak, or gradients are clipped instead of weights: the score is then no distance.',
      remedy: 'Raise the penalty weight, or choose another constraint.',
    },
    {
      sign: 'With weight clipping, the samples hardly improve, or the gradients shrink to nothing.',
      cause: 'Clipped weights pile up at the bounds, and the critic can only be a very simple function.',
      remedy: 'Take the gradient penalty; else try another clip by factors of ten.',
    },
    {
      sign: 'The estimate swings and changes its sign.',
      cause:
        'The critic has not caught up with the generator, so that its difference is not yet the distance.',
      remedy: 'Give it more critic steps, or lower the learning rate.',
    },
  ],
  departures: [
    'The default is the gradient penalty with three critic steps and Adam at 1e-4 (β₁ 0, β₂ 0.9); Gulrajani et al. ' +
      'take five. Weight clipping with RMSprop at 5e-5 and five steps, as in the first paper, is a preset; its RMSprop ' +
      'has the long memory of the authors’ code (ρ 0.99) and hardly an ε, for with clipped weights gradients are small.',
    'The notes “GAN basics” clip weights to ±0.01, but their code clips the critic’s gradients, which bounds the steps ' +
      'and not the critic. That is a preset too, so that the difference can be seen.',
    'Beside that, that code makes one pass for both networks and takes both gradients before either update; ' +
      'in its preset the critic moves first, and the generator gets latents of its own. The notes name no ' +
      'optimiser; the preset keeps Adam.',
    'Latents are normal; in the notes they are uniform from −1 to 1.',
  ],
  reading: [
    'Arjovsky, Chintala and Bottou, Wasserstein GAN, 2017, arXiv:1701.07875',
    'Gulrajani et al., Improved Training of Wasserstein GANs, 2017, arXiv:1704.00028',
  ],
};
