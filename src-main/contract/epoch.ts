import type { ModelInfo } from './model';
import type { Budget } from './run';

/** What of a model decides how many items a step takes, and how many are left to train on. */
type Sampling = Pick<ModelInfo, 'fields' | 'examplesPerStep' | 'heldOutShare'>;
/** By name. One that is missing, as in a run from before it, has its default. */
type Values = Readonly<Record<string, unknown>>;

const valueOf = ({ fields }: Sampling, name: string, values: Values): unknown =>
  values[name] ?? fields[name]?.default;

/** Real examples that a step takes; null while a hyperparameter that decides it is no number. */
export function examplesPerStep(model: Sampling, values: Values): number | null {
  const factors = model.examplesPerStep.map((name) => valueOf(model, name, values));
  const product = factors.reduce<number>((so, factor) => so * (typeof factor === 'number' ? factor : NaN), 1);
  return product >= 1 ? product : null;
}

/** Items of the training split that are held out for validation; none where a model is not evaluated. */
export function heldOutCount(model: Sampling, values: Values, trainCount: number): number {
  const share = model.heldOutShare === undefined ? 0 : valueOf(model, model.heldOutShare, values);
  return typeof share === 'number' ? Math.floor(trainCount * share) : 0;
}

/**
 * Steps of an epoch: full batches of what is trained on, which is not what is held out; one at least.
 * @param trainCount items of the training split
 * @returns null while the examples in a step are not known
 */
export function stepsPerEpoch(model: Sampling, values: Values, trainCount: number): number | null {
  const examples = examplesPerStep(model, values);
  if (examples === null) return null;
  return Math.max(1, Math.floor((trainCount - heldOutCount(model, values, trainCount)) / examples));
}

/** Steps of a run; null for a budget in epochs while the steps of an epoch are not known. */
export function stepsOf(budget: Budget, epochSteps: number): number;
export function stepsOf(budget: Budget, epochSteps: number | null): number | null;
export function stepsOf({ unit, count }: Budget, epochSteps: number | null): number | null {
  if (unit === 'steps') return count;
  return epochSteps === null ? null : count * epochSteps;
}
