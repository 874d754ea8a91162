import { globalNorm } from './losses';
import { tf, type Scalar, type Tensor, type Variable } from './tensorflow';
import type { Network } from './network';

/** A loss and other values of the same forward pass to record, by name. */
export type Objective = Readonly<{ loss: Scalar } & Record<string, Tensor>>;

export interface GradientResult<Parts extends Objective> {
  readonly parts: Parts;
  readonly variables: readonly Variable[];
  /** One for each variable, of the same shape. */
  readonly gradients: readonly Tensor[];
}

/**
 * Derivatives of `objective().loss` with respect to the weights of `networks` only.
 * Call it inside `tf.tidy`, which disposes what it returns.
 */
export function gradientsOf<Parts extends Objective>(
  networks: readonly Network[],
  objective: () => Parts,
): GradientResult<Parts> {
  const variables = networks.flatMap((network) => [...network.variables.values()]);
  let parts: Parts | undefined;
  const { grads } = tf.variableGrads(() => {
    parts = objective();
    // variableGrads disposes the tensors of its closure unless they are kept; below they return to the enclosing tidy.
    for (const tensor of Object.values(parts)) tf.keep(tensor);
    return parts.loss;
  }, variables);
  if (parts === undefined) throw new Error('The objective was not evaluated.');
  return {
    parts: handToTidy(parts),
    variables,
    gradients: variables.map((variable) => {
      const gradient = grads[variable.name];
      if (gradient === undefined) throw new Error(`The loss does not depend on ${variable.name}.`);
      return gradient;
    }),
  };
}

/** Clips each component of each gradient to −limit … limit. */
export function clipByValue<Result extends Pick<GradientResult<Objective>, 'gradients'>>(
  result: Result,
  limit: Scalar | number,
): Result {
  return { ...result, gradients: result.gradients.map((gradient) => clipped(gradient, limit)) };
}

const clipped = (values: Tensor, limit: Scalar | number): Tensor =>
  tf.minimum(tf.maximum(values, tf.neg(limit)), limit);

/** Scales gradients down to a global norm of at most `limit`, all by one factor; Pascanu et al. 2013, algorithm 1. */
export function clipByGlobalNorm(gradients: readonly Tensor[], limit: number): Tensor[] {
  const factor = tf.div(limit, tf.maximum(globalNorm(gradients), limit));
  return gradients.map((gradient) => tf.mul(gradient, factor));
}

/**
 * Clips each weight of a network to −limit … limit, in place; Arjovsky et al. 2017, alg. 1. Call it inside `tf.tidy`.
 */
export function clipWeights({ variables }: Network, limit: Scalar | number): void {
  for (const variable of variables.values()) variable.assign(clipped(variable, limit));
}

/** Undoes `keep` by copying: copies share the data, and the current tidy scope disposes them. */
function handToTidy<Parts extends Objective>(parts: Parts): Parts {
  return Object.fromEntries(
    Object.entries(parts).map(([name, tensor]) => {
      const copy = tensor.clone();
      tensor.dispose();
      return [name, copy];
    }),
  ) as Parts;
}
