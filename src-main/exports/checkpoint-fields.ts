import { choice, EXPORT_GROUP, type ChoiceField } from '../contract/hyperparameters';
import type { Weights } from '../contract/latent';
import type { Problem } from '../contract/problem';
import { noCheckpointProblem } from '../contract/no-checkpoint';
import type { Run } from '../contract/run';
import { averageDecayOf } from '../contract/training-fields';
import type { ReadOnlyStore } from '../store/open';

interface About {
  readonly store: Pick<ReadOnlyStore, 'checkpoints'>;
}

/** The step of one of the run's checkpoints, the newest by default. */
export function checkpointField(
  [run]: readonly Run[],
  { store }: About,
  help = 'The step of the checkpoint.',
): ChoiceField<string> {
  const steps = run === undefined ? [] : store.checkpoints.list(run.id).map(({ step }) => String(step));
  return choice<string>({
    label: 'Checkpoint',
    help,
    group: EXPORT_GROUP,
    default: steps.at(-1) ?? '',
    options: [...steps].reverse().map((step) => ({ value: step, label: step })),
  });
}

/** Averaged weights by default where the run has them, as in its figures and evaluations. */
export function weightsField([run]: readonly Run[]): ChoiceField<Weights> {
  const hasAverage = run !== undefined && averageDecayOf(run.config) !== null;
  const trained = { value: 'trained', label: 'trained' } as const;
  return choice<Weights>({
    label: 'Weights',
    help: hasAverage
      ? 'The moving average, which samples and evaluations use, or the weights that training goes on with.'
      : 'The run keeps no moving average of its weights.',
    group: EXPORT_GROUP,
    default: hasAverage ? 'average' : 'trained',
    options: hasAverage ? [{ value: 'average', label: 'averaged' }, trained] : [trained],
  });
}

export function withoutCheckpoint([run]: readonly Run[]): Problem | null {
  if (run === undefined || run.checkpointStep !== null) return null;
  return noCheckpointProblem(run, 'export');
}
