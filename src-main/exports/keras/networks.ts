import type { PlannedLayer, PlannedStack } from '../../engine/network';

/** `log variance` of the encoder → `encoder_log_variance`; the only stack of a network has its name. */
export function stackName(network: string, stack: string): string {
  return (network === stack ? network : `${network}_${stack}`).replaceAll(/\W+/g, '_');
}

const tuple = (sizes: readonly number[]): string => `(${sizes.join(', ')}${sizes.length === 1 ? ',' : ''})`;

/** The Keras layers of each kind that the engine has, `Dropout` is defined by the script. */
const LAYERS: Readonly<Record<string, (layer: PlannedLayer) => string>> = {
  Dense: ({ output: [units], settings }) => `layers.Dense(${String(units)}${withoutBias(settings['bias'])})`,
  Convolution: (layer) => convolution('Conv2D', layer),
  'Transposed convolution': (layer) => convolution('Conv2DTranspose', layer),
  'Batch normalisation': ({ settings: { momentum, epsilon } }) =>
    `layers.BatchNormalization(momentum=${String(momentum)}, epsilon=${String(epsilon)})`,
  Dropout: ({ settings: { stream, rate } }) => `Dropout("${String(stream)}", ${String(rate)})`,
  Upsampling: ({ settings }) => `layers.UpSampling2D(${String(settings['factor'])})`,
  Reshape: ({ output }) => `layers.Reshape(${tuple(output)})`,
  Flatten: () => 'layers.Flatten()',
  ReLU: () => 'layers.ReLU()',
  'Leaky ReLU': ({ settings }) => `layers.LeakyReLU(negative_slope=${String(settings['slope'])})`,
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

/** Python that builds the stacks of a network, each with the weights that the run started with. */
export function networkCode(network: string, plan: readonly PlannedStack[]): string {
  return plan
    .map(({ name, layers: [first, ...others] }) => {
      if (first === undefined) throw new Error(`${network} has a stack without layers, ${name}.`);
      const lines = [first, ...others].map((layer) => `    ${layerCode(network, layer)},\n`);
      return `${stackName(network, name)} = keras.Sequential([\n    keras.Input(${tuple(first.input)}),\n${lines.join('')}])\n`;
    })
    .join('');
}
