import { countText, fourDigits } from '../../numbers';
import type { PhraseOf, Phrases } from '../phrases';

/** Shown instead of the state of a run that its sweep has stopped. */
export const ENDED_EARLY = 'ended early';

/** Why a sweep has stopped a run before the end of its budget. */
export const STOP_REASONS = {
  'beyond-bound': ({ label, step, value, bound }: Stopped & { bound: number }) =>
    `At step ${countText(step)}, ${label} was ${fourDigits(value)}: ${value > bound ? 'above' : 'below'} the bound of ${fourDigits(bound)}.`,
  /** @param value the best one, which was measured at `step` */
  'no-improvement': ({ label, step, value, steps }: Stopped & { steps: number }) =>
    `${label} has not improved on its value at step ${countText(step)}, ${fourDigits(value)}, for ${countText(steps)} steps.`,
  /** Its rule no longer applies to the run. */
  resumed: 'It was stopped early by its sweep, and then resumed.',
} satisfies Phrases;
export type StopReason = PhraseOf<typeof STOP_REASONS>;

type Stopped = { readonly label: string; readonly step: number; readonly value: number };
