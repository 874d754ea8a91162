import type { TracedConstant } from '../../engine/trace';
import type { KerasGraph, KerasLayer } from './graph';

/** The version whose format of configurations this is. */
const KERAS_VERSION = '3.15.1';

/** Layers in Keras' order: by their distance from the results, those far from them first, then as the results reach them. */
function inOrder({ inputs, outputs }: KerasGraph): KerasLayer[] {
  const distances = new Map<KerasLayer, number>();
  const reach = (layer: KerasLayer, distance: number): void => {
    const known = distances.get(layer);
    if (known !== undefined && known >= distance) return;
    distances.set(layer, distance);
    for (const from of layer.inputs) reach(from, distance + 1);
  };
  // Keras goes through results by their names.
  const sorted = [...outputs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, layer]) => layer);
  for (const layer of sorted) reach(layer, 0);
  for (const layer of inputs.values()) reach(layer, 0);
  return [...distances].sort(([, a], [, b]) => b - a).map(([layer]) => layer);
}

const kerasTensor = ({ name, output: { shape, dtype } }: KerasLayer) => ({
  class_name: '__keras_tensor__',
  config: { shape, dtype, keras_history: [name, 0, 0] },
});

function layerConfig({ name, module, className, config, inputs, takesList }: KerasLayer) {
  const tensors = inputs.map(kerasTensor);
  const isLayer = module === 'keras.layers';
  return {
    module,
    class_name: className,
    config: { ...config, name, ...(isLayer && config['dtype'] === undefined && { dtype: 'float32' }) },
    registered_name: isLayer ? null : className,
    name,
    inbound_nodes: inputs.length === 0 ? [] : [{ args: takesList ? [tensors] : tensors, kwargs: {} }],
  };
}

const places = (layers: ReadonlyMap<string, KerasLayer>) =>
  Object.fromEntries([...layers].map(([name, layer]) => [name, [layer.name, 0, 0]]));

/** `BatchNormalization` → `batch_normalization`, as Keras names the groups of its file of weights. */
const snakeCase = (className: string): string =>
  className
    .replaceAll(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

/** The weights of layers by their groups in Keras' file, in which layers of a class are numbered. */
function weightsOf(layers: readonly KerasLayer[]): Map<string, readonly TracedConstant[]> {
  const counts = new Map<string, number>();
  const groups = layers.map(({ className, weights }) => {
    const count = counts.get(className) ?? 0;
    counts.set(className, count + 1);
    return [`${snakeCase(className)}${count === 0 ? '' : `_${String(count)}`}`, weights] as const;
  });
  return new Map(groups.filter(([, weights]) => weights.length > 0));
}

/**
 * The parts of a `.keras` file, as `keras.saving` describes them: the configuration of a functional model, metadata, and
 * weights by groups.
 */
export function kerasModel(name: string, graph: KerasGraph, metadata: Readonly<Record<string, string>>) {
  const layers = inOrder(graph);
  return {
    config: {
      module: 'keras.src.models.functional',
      class_name: 'Functional',
      config: {
        name,
        trainable: true,
        layers: layers.map(layerConfig),
        input_layers: places(graph.inputs),
        output_layers: places(graph.outputs),
      },
      registered_name: 'Functional',
    },
    metadata: { ...metadata, keras_version: KERAS_VERSION },
    weights: weightsOf(layers),
  };
}
