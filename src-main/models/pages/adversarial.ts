import type { ModelPage } from '../../contract/model';

/** What the pages of all models with the objective of `objectives/adversarial.ts` share. */

export const ADVERSARIAL_EQUATIONS: ModelPage['equations'] = [
  { label: 'Discriminator', formula: 'L_D = −E log D(x) − E log(1 − D(G(z)))' },
  { label: 'Generator, non-saturating', formula: 'L_G = −E log D(G(z))' },
];

export const ADVERSARIAL_SYMBOLS: ModelPage['symbols'] = [
  { symbol: 'x', meaning: 'a real example, drawn from the dataset' },
  { symbol: 'z', meaning: 'the latent: random numbers that decide what is generated' },
  { symbol: 'G(z)', meaning: 'what the generator makes of them' },
  { symbol: 'D(x)', meaning: 'the probability of being real that the discriminator gives an example' },
  { symbol: 'E', meaning: 'the mean over a batch' },
];

export const ADVERSARIAL_FAILURES: ModelPage['failures'] = [
  {
    sign: 'The samples look alike, or show a few kinds only, while the losses look healthy.',
    cause: 'Mode collapse: nothing in the generator’s loss asks for variety, only for what fools D now.',
    remedy: 'Lower the learning rate, or take the Wasserstein GAN, whose critic also feels what is missing.',
    alert: 'collapse',
  },
  {
    sign: 'D(x) stays at 1 and D(G(z)) at 0, and the samples no longer change.',
    cause: 'The discriminator has won, and its gradient for the generator hardly varies between samples.',
    remedy: 'Smooth the real label to 0.9, lower the learning rate, or take the Wasserstein GAN.',
    alert: 'discriminator-wins',
  },
  {
    sign: 'The losses swing ever wider, or the run ends as diverged.',
    cause: 'Each network follows the other’s last update, and the steps are too long for it to settle.',
    remedy: 'Halve the learning rate; take β₁ = 0.5, so that Adam forgets old gradients sooner.',
    alert: 'divergence-ahead',
  },
  {
    sign: 'One run has the lower loss, and the worse samples.',
    cause: 'Each loss is measured against the other network, not against the data.',
    remedy: 'Compare the samples of both runs at the same step, not their losses.',
  },
];

export const GAN_PAPER = 'Goodfellow et al., Generative Adversarial Nets, 2014, arXiv:1406.2661';
export const GAN_TUTORIAL =
  'Goodfellow, NIPS 2016 Tutorial: Generative Adversarial Networks, 2016, arXiv:1701.00160';
