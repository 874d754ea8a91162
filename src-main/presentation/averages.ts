import type { RunConfig } from '../contract/run';
import { averageDecayOf } from '../contract/training-fields';

/** Which weights figures and evaluations of a run are made with; null if they are those of the step. */
export function averagesText(config: Pick<RunConfig, 'hyperparameters'>): string | null {
  const decay = averageDecayOf(config);
  return decay === null ? null : `Made with averaged weights (decay ${String(decay)}).`;
}
