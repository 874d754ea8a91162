import type { PlannedLayer, PlannedStack } from '../../../engine/network';
import { stackName, tuple } from '../framework';

/** The Keras layers of each kind that the engine has; the script defines those that Keras lacks or draws itself. */
const LAYERS: Readonly<Record<string, (layer: PlannedLayer) => string>> = {
  Dense: ({ output: [units], settings }) =>
    settings['weightNormalization'] === undefined
      ? `layers.Dense(${String(units)}${withoutBias(settings['bias'])})`
      : `WeightNormalizedDense(${String(units)}, "${String(settings['weightNormalization'])}")`,
  Embedding: ({ output: [units] }) => `layers.Dense(${String(units)}, use_bias=False)`,
  Convolution: (layer) => convolution('Conv2D', layer),
  'Transposed convolution': (layer) => convolution('Conv2DTranspose', layer),
  'Batch normalisation': ({ settings: { momentum, epsilon } }) =>
    `layers.BatchNormalization(momentum=${String(momentum)}, epsilon=${String(epsilon)})`,
  Dropout: ({ settings: { stream, rate } }) => `Dropout("${String(stream)}", ${String(rate)})`,
  'Gaussian noise': ({ settings: { stream, standardDeviation } }) =>
    `GaussianNoise("${String(stream)}", ${String(standardDeviation)})`,
  Upsampling: ({ settings }) => `layers.UpSampling2D(${String(settings['factor'])})`,
  Reshape: ({ output }) => `layers.Reshape(${tuple(output)})`,
  Flatten: () => 'layers.Flatten()',
  Maxout: ({ settings }) => `Maxout(${String(settings['pieces'])})`,
  ReLU: () => 'layers.ReLU()',
  'Leaky ReLU': ({ settings }) => `layers.LeakyReLU(negative_slope=${String(settings['slope'])})`,
  Softplus: () => 'layers.Activation("softplus")',
  Sigmoid: () => 'layers.Activation("sigmoid")',
  Tanh: () => 'layers.Activation("tanh")',
};

const withoutBias = (bias: unknown): string => (bias === false ? ', use_bias=False' : '');

function convolution(name: string, { output, settings: { kernel, stride, bias } }: PlannedLayer): string {
  const filters = String(output[output.length - 1]);
  return `layers.${name}(${filters}, ${String(kernel)}, strides=${String(stride)}, padding="same"${withoutBias(bias)})`;
}

function layerCode(network: string, layer: PlannedLayer): string {
  const code = LAYERS[layer.kind]?.(layer);
  if (code === undefined) throw new Error(`${layer.kind} has no translation into Keras.`);
  if (layer.name === null) return code;
  return `initialized("${network}/${layer.name}", ${code}, ${layer.input.join(', ')})`;
}

export function networkCode(network: string, plan: readonly PlannedStack[]): string {
  return plan
    .map(({ name, layers: [first, ...others] }) => {
      if (first === undefined) throw new Error(`${network} has a stack without layers, ${name}.`);
      const lines = [first, ...others].map((layer) => `    ${layerCode(network, layer)},\n`);
      return `${stackName(network, name)} = keras.Sequential([\n    keras.Input(${tuple(first.input)}),\n${lines.join('')}])\n`;
    })
    .join('');
}
