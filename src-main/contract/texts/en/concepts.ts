import { countText } from '../../numbers';
import { plural } from '../plural';

export const concepts = {
  distances: {
    totalVariation: 'Total variation',
    kullbackLeibler: 'KL(generated ‖ real)',
    jensenShannon: 'Jensen–Shannon',
    earthMover: 'Earth mover’s (Wasserstein-1)',
  },
  shapes: {
    line: 'Two parallel lines',
    normal: 'Two normal distributions',
    histogram: 'Two histograms',
  },
  list: {
    distances: {
      title: 'Distances between distributions',
      summary:
        'Drag generated data away from real data, and see which distance still shows a generator the way back.',
    },
    critic: {
      title: 'What bounds a critic',
      summary:
        'Train a critic on a line under weight clipping, gradient clipping or a gradient penalty, and see its slope.',
    },
  },
  constraints: {
    none: 'Nothing',
    weights: 'Weight clipping',
    gradients: 'Gradient clipping',
    penalty: 'Gradient penalty',
  },
  /** The meaning of each constraint's strength. */
  strengths: {
    weights: 'Largest weight',
    gradients: 'Largest gradient norm',
    penalty: 'Weight λ of the penalty',
  },
  effects: {
    none: 'Nothing bounds the slope: the critic can always do better by becoming steeper, and its score says nothing about a distance.',
    weights:
      'A bound on each weight bounds the slope, but to a value that depends on the network: where it is too small the critic stays flat, where it is too large it is too steep, and most weights end at the bound.',
    gradients:
      'A bound on the gradients of its weights bounds how far one step goes, not how steep the critic becomes: it grows like without any bound, only more slowly.',
    penalty:
      'The penalty draws the slope between the two to 1, wherever they lie: the difference of the scores comes near the earth mover’s distance, without a bound to find for each network.',
  },
  notTrained: 'Not trained yet: its scores are all about 0.',
  afterSteps: (steps: number, estimate: string, distance: string, slope: string) =>
    `After ${countText(steps)} ${plural(steps, 'step', 'steps')} its scores differ by ${estimate} in the mean, where the earth mover’s distance is ${distance}, and its steepest slope is ${slope}.`,
  scoreTitle: 'Score f(x), less its mean',
  steepnessTitle: 'Steepness |f′(x)|',
  bestOfSlope: 'best of slope 1',
  fromTo: (title: string, low: string, high: string) => `${title}: from ${low} to ${high}`,
  realPoints: 'real points',
  generatedPoints: 'generated points',
  gradientOf: (value: string) => `gradient ${value}`,
  againstShift: (title: string, value: string, shift: string) =>
    `${title} against the shift: ${value} at ${shift}`,
  infinite: 'infinite',
  stage: (shift: string) => `Real data around 0, generated data around ${shift}`,
  transport: (parts: number) =>
    `Transport plan: each part of 1/${String(parts)} of the generated mass, and where it goes`,
  saysGenerated: 'D says generated',
  scoreOf: (value: string) => `score ${value}`,
  pointsAcross: (count: string, all: string, low: string, high: string) =>
    `${count} generated points over ${all} of the data, between ${low} and ${high} across.`,
  criticIntro:
    'The critic of a Wasserstein GAN gives scores whose mean differs as much as it can between real and generated data. That difference is the earth mover’s distance only while its slope is at most 1 everywhere (1-Lipschitz). Train one on a line under each constraint, and see what it does to the slope.',
  constraint: 'Constraint',
  training: 'Training',
  train: 'Train',
  pauseFirst: 'Pause first.',
  startOver: 'Start over',
  dataAround: 'Generated data around',
  criticSource:
    'One hidden layer of 32 tanh units, gradient descent with momentum 0.9 on 64 real and 64 generated points. Weight clipping is that of Arjovsky, Chintala and Bottou 2017, the penalty that of Gulrajani et al. 2017. Both are options of the WGAN; gradient clipping is one of every model.',
  distancesIntro:
    'A generator learns by making a distance between its samples and the data smaller. For the loss of the first GANs that is the Jensen–Shannon divergence, for Wasserstein GANs the earth mover’s distance: the least work of moving the mass of one distribution to where the other has it. Drag the generated distribution, or a curve, and look at the gradients.',
  distributions: 'Distributions',
  shiftOf: 'Shift of the generated data',
  deviationOf: (which: string) => `Standard deviation, ${which}`,
  distancesSource:
    'Divergences in nats, distances in units of the line. The lines are example 1 of Arjovsky, Chintala and Bottou 2017, Wasserstein GAN.',
  same: 'The generated distribution is the real one: every distance is 0.',
  disjoint: (way: string) =>
    `The two do not meet. As long as that is so, total variation is 1, Jensen–Shannon log 2 and KL infinite: their gradients are 0 or do not exist, and a generator that follows them does not learn where to go. ${way}`,
  hardly: (tv: string, tvGradient: string, js: string, jsGradient: string, way: string) =>
    `The two hardly meet. Total variation is ${tv} with a gradient of ${tvGradient}, Jensen–Shannon ${js} with ${jsGradient}: next to nothing for a generator to follow. ${way}`,
  inPart: (tv: string, js: string, way: string) =>
    `The two overlap in part. KL is infinite, since something is generated where nothing is real; total variation is ${tv}, Jensen–Shannon ${js}. ${way}`,
  overlap: (tv: string, kl: string, js: string, mover: string) =>
    `The two overlap, so that no distance is at its limit: total variation ${tv}, KL ${kl}, Jensen–Shannon ${js}, earth mover’s ${mover}.`,
  moverIs: (distance: string) => `The earth mover’s distance is ${distance}`,
  bothWays: (begin: string) => `${begin}, and as much mass has to go one way as the other.`,
  goLeft: (begin: string, gradient: string) => `${begin}, and its gradient of ${gradient} says: to the left.`,
  goRight: (begin: string, gradient: string) =>
    `${begin}, and its gradient of ${gradient} says: to the right.`,
};
