import { countText } from '../../numbers';

/** A type, because interfaces are not assignable to `Params`. */
export type Lost = { readonly steps: number; readonly checkpoints: number; readonly figures: number };

/** What a run loses by resuming from an earlier checkpoint: `metrics of 500 steps, 1 checkpoint and 12 figures`. */
export const lostText = ({ steps, checkpoints, figures }: Lost): string =>
  `metrics of ${counted(steps, 'step')}, ${counted(checkpoints, 'checkpoint')} and ${counted(figures, 'figure')}`;

const counted = (count: number, noun: string): string =>
  `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;
