import type { NetworkRole } from '../contract/run-changes';
import type { Network } from './network';
import type { Scalar } from './tensorflow';

/** Options for the updates of all optimisers in a step. */
export interface UpdateOptions {
  /** Factor of every learning rate; null leaves rates as they are. */
  readonly rateFactor: Scalar | null;
  /** Largest global norm of the gradients of one update; null is no limit. */
  readonly maxGradientNorm: number | null;
}

const NONE: UpdateOptions = { rateFactor: null, maxGradientNorm: null };
let active = NONE;

/** The options of the current step. */
export function updateOptions(): UpdateOptions {
  return active;
}

/** Runs `step` with options that its optimisers look up, so that models do not have to pass them on. */
export function withUpdateOptions<Result>(options: UpdateOptions, step: () => Result): Result {
  active = options;
  try {
    return step();
  } finally {
    active = NONE;
  }
}

let only: NetworkRole | null = null;

/** Whether the current step updates a network; in a step that updates one network only, the other is left as it is. */
export function isUpdated({ name }: Pick<Network, 'name'>): boolean {
  return only === null || (name === 'generator') === (only === 'generator');
}

/** Runs a step that updates only the generator, or only the networks beside it. */
export function updatingOnly<Result>(role: NetworkRole, step: () => Result): Result {
  only = role;
  try {
    return step();
  } finally {
    only = null;
  }
}
