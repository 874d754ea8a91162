import type { NewRun, NewRunGroup } from '../contract/run';
import { t } from '../contract/texts';

/** Runs that are launched with one click. */
export interface Starter {
  readonly id: string;
  readonly title: string;
  /** One or two sentences: what it shows, and how long it takes. */
  readonly help: string;
  /** Several runs train side by side. */
  readonly runs: readonly NewRun[];
}

const digits = { dataset: 'mnist-10k', seed: 1 } as const;
const gan = (): NewRun => ({
  ...digits,
  model: 'gan-mlp',
  name: t.starters.ganOnDigits,
  budget: { unit: 'steps', count: 4000 },
});
const vae = (): NewRun => ({
  ...digits,
  model: 'vae-mlp',
  name: t.starters.vaeOnDigits,
  budget: { unit: 'epochs', count: 12 },
});

/** Offered to people who have no runs yet. */
export const firstRuns = (): Starter[] => [
  {
    id: 'ring',
    title: t.starters.ring,
    help: t.starters.ringHelp,
    runs: [
      {
        model: 'gan-mlp-2d',
        dataset: 'ring-8',
        seed: 1,
        name: t.starters.ringName,
        budget: { unit: 'steps', count: 4000 },
        sampleEvery: 50,
      },
    ],
  },
  {
    id: 'vae',
    title: t.starters.vae,
    help: t.starters.vaeHelp,
    runs: [vae()],
  },
  {
    id: 'duel',
    title: t.starters.duel,
    help: t.starters.duelHelp,
    runs: [gan(), vae()],
  },
];

/** Pairs of models, each with one instructive difference. */
export const comparisonStarters = (): Starter[] => [
  {
    id: 'gan-vae',
    title: t.starters.ganVae,
    help: t.starters.ganVaeHelp,
    runs: [gan(), vae()],
  },
  {
    id: 'autoencoder-vae',
    title: t.starters.autoencoderVae,
    help: t.starters.autoencoderVaeHelp,
    runs: [
      {
        ...digits,
        model: 'autoencoder',
        name: t.starters.autoencoderName,
        budget: { unit: 'epochs', count: 12 },
      },
      vae(),
    ],
  },
  {
    id: 'conditional',
    title: t.starters.conditional,
    help: t.starters.conditionalHelp,
    runs: [
      {
        ...digits,
        model: 'cgan',
        name: t.starters.conditionalName,
        budget: { unit: 'steps', count: 1500 },
      },
      { ...digits, model: 'dcgan', name: t.starters.dcganName, budget: { unit: 'steps', count: 1500 } },
    ],
  },
  {
    id: 'wgan-constraint',
    title: t.starters.constraint,
    help: t.starters.constraintHelp,
    runs: ['weight-clipping', 'gradient-penalty'].map((constraint) => ({
      model: 'wgan-2d',
      dataset: 'ring-8',
      seed: 1,
      name: constraint === 'weight-clipping' ? t.starters.clippedName : t.starters.penaltyName,
      budget: { unit: 'steps', count: 3000 },
      hyperparameters: { constraint },
    })),
  },
  {
    id: 'vae-loss',
    title: t.starters.vaeLoss,
    help: t.starters.vaeLossHelp,
    runs: [
      { ...vae(), name: t.starters.elboName },
      { ...vae(), name: t.starters.meansName, hyperparameters: { lossReduction: 'document' } },
    ],
  },
];

/** Returns the runs of a starter as a group; null for a single run, which is launched by itself. */
export function groupOf({ title, runs }: Starter): NewRunGroup | null {
  return runs.length < 2 ? null : { name: title, sideBySide: true, runs: [...runs] };
}
