import type { ModelInfo } from './model';
import type { Budget } from './run';

/** The parts of a model that determine the examples per step, and the number of training items. */
type Sampling = Pick<ModelInfo, 'fields' | 'examplesPerStep' | 'heldOutShare'>;
/** Hyperparameters by name. A missing one, as in older runs, has its default. */
type Values = Readonly<Record<string, unknown>>;

const valueOf = ({ fields }: Sampling, name: string, values: Values): unknown =>
  values[name] ?? fields[name]?.default;

/** Number of real examples per step; null while a hyperparameter that determines it is not a number. */
export function examplesPerStep(model: Sampling, values: Values): number | null {
  const factors = model.examplesPerStep.map((name) => valueOf(model, name, values));
  const product = factors.reduce<number>((so, factor) => so * (typeof factor === 'number' ? factor : NaN), 1);
  return product >= 1 ? product : null;
}

/** Number of training items held out for validation; 0 if the model is not evaluated. */
export function heldOutCount(model: Sampling, values: Values, trainCount: number): number {
  const share = model.heldOutShare === undefined ? 0 : valueOf(model, model.heldOutShare, values);
  return typeof share === 'number' ? Math.floor(trainCount * share) : 0;
}

/**
 * Steps per epoch: full batches of the training items that are not held out; at least one.
 * @param trainCount items of the training split
 * @returns null while the examples per step are unknown
 */
export function stepsPerEpoch(model: Sampling, values: Values, trainCount: number): number | null {
  const examples = examplesPerStep(model, values);
  if (examples === null) return null;
  return Math.max(1, Math.floor((trainCount - heldOutCount(model, values, trainCount)) / examples));
}

/** Steps of a run; null for a budget in epochs while the steps per epoch are unknown. */
export function stepsOf(budget: Budget, epochSteps: number): number;
export function stepsOf(budget: Budget, epochSteps: number | null): number | null;
export function stepsOf({ unit, count }: Budget, epochSteps: number | null): number | null {
  if (unit === 'steps') return count;
  return epochSteps === null ? null : count * epochSteps;
}
