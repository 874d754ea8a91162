import type { RunConfig } from '../contract/run';
import { averageDecayOf } from '../contract/training-fields';
import { t } from '../contract/texts';

/** Says which weights a run's figures and evaluations are made with; null if they are the plain weights of the step. */
export function averagesText(config: Pick<RunConfig, 'hyperparameters'>): string | null {
  const decay = averageDecayOf(config);
  return decay === null ? null : t.run.averaged(decay);
}
