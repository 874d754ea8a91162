import { countText, fourDigits } from '../../numbers';
import type { PhraseOf, Phrases } from '../phrases';

/** Measurements that indicate a known failure. `earlier` is the best value before; null if none was better. */
export const EVIDENCE = {
  'left-modes': ({ share, modes, earlier }: { share: number; modes: number; earlier: number | null }) => {
    const some = share === 0 ? 'No sample' : `A share of ${fourDigits(share)} of the samples`;
    const before = earlier === null ? '' : `; earlier a share of ${fourDigits(earlier)} was`;
    return `${some} is at one of the ${countText(modes)} modes${before}.`;
  },
  'few-covered': ({ of, covered, count, earlier }: Covered) => {
    const before = earlier === null ? '' : `; earlier they covered ${countText(earlier)}`;
    return `Samples cover ${countText(covered)} of ${countText(count)} ${of}${before}.`;
  },
  'coverage-fallen': ({ value, earlier }: { value: number; earlier: number }) =>
    `Clipped coverage has fallen to ${fourDigits(value)}; earlier it was ${fourDigits(earlier)} or more.`,
  /** @param divergence KL, in nats */
  posterior: ({ divergence, active }: { divergence: number; active: number }) =>
    `The KL divergence is ${fourDigits(divergence)} nats, ${countText(active)} latents are active.`,
  /** @param floor the same fraction for held-out items */
  copies: ({ share, floor }: { share: number; floor: number }) =>
    `${fourDigits(share)} of the samples are nearer to a training item than that is to any other; of held-out items ${fourDigits(floor)} are.`,
  separated: ({ share, steps }: { share: number; steps: number }) =>
    `The discriminator separates ${fourDigits(share)} of real and generated items, over ${countText(steps)} steps.`,
  'gradients-grown': ({ from, to }: { from: number; to: number }) =>
    `The mean gradient norm rose from ${fourDigits(from)} to ${fourDigits(to)}.`,
} satisfies Phrases;
export type Evidence = PhraseOf<typeof EVIDENCE>;

type Covered = {
  readonly of: 'classes' | 'modes';
  readonly covered: number;
  readonly count: number;
  readonly earlier: number | null;
};
