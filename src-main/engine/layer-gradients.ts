import type { GradientResult, Objective } from './gradients';
import { globalNorm } from './losses';
import type { Network } from './network';
import { tf, type Scalar, type Tensor } from './tensorflow';

let observed: Map<string, Scalar> | null = null;

/** Called by optimisers with the gradients that they are given; costs nothing unless a step is observed. */
export function observeGradients(
  networks: readonly Network[],
  { variables, gradients }: Pick<GradientResult<Objective>, 'variables' | 'gradients'>,
): void {
  if (observed === null) return;
  const layers = new Map<string, Tensor[]>();
  for (const { name, variables: own } of networks)
    for (const [key, variable] of own) {
      const gradient = gradients[variables.indexOf(variable)];
      if (gradient === undefined) continue;
      const layer = `${name}/${key.split('/').slice(0, -1).join('/') || key}`;
      layers.set(layer, [...(layers.get(layer) ?? []), gradient]);
    }
  for (const [layer, parts] of layers) {
    // A network that is updated several times in a step shows its last gradients.
    observed.get(layer)?.dispose();
    observed.set(layer, tf.keep(globalNorm(parts)));
  }
}

/**
 * Runs a step and returns the norm of the gradient of each layer, over all of its weights and before any clipping, by
 * `network/layer`. Waits for the device.
 */
export function layerGradientNorms(step: () => void): Record<string, number> {
  observed = new Map();
  try {
    step();
    return Object.fromEntries([...observed].map(([layer, norm]) => [layer, norm.dataSync()[0] ?? NaN]));
  } finally {
    tf.dispose([...observed.values()]);
    observed = null;
  }
}
