import { at } from '../../../contract/at';
import type { PlannedLayer, PlannedStack } from '../../../engine/network';
import { stackName } from '../framework';

/** Code of the layer itself, which may have weights, and of modules before and after it. */
interface Modules {
  readonly before?: string;
  readonly layer: string;
  readonly after?: string;
}

/** The modules of each kind of layer that the engine has; the script defines those that PyTorch lacks or draws itself. */
const LAYERS: Readonly<Record<string, (layer: PlannedLayer) => Modules>> = {
  Dense: ({ input: [inputs], output: [units], settings }) => ({
    layer:
      settings['weightNormalization'] === undefined
        ? `nn.Linear(${String(inputs)}, ${String(units)}${withoutBias(settings['bias'])})`
        : `WeightNormalizedDense(${String(inputs)}, ${String(units)}, "${String(settings['weightNormalization'])}")`,
  }),
  Embedding: ({ input: [classes], output: [units] }) => ({
    layer: `nn.Linear(${String(classes)}, ${String(units)}, bias=False)`,
  }),
  Convolution: convolution,
  'Transposed convolution': transposedConvolution,
  'Batch normalisation': ({ input, settings: { momentum, epsilon } }) => ({
    layer: `nn.BatchNorm${input.length === 3 ? '2' : '1'}d(${String(input[input.length - 1])}, eps=${String(epsilon)}, momentum=${String(Number((1 - Number(momentum)).toPrecision(9)))})`,
  }),
  Dropout: ({ settings: { stream, rate } }) => ({ layer: `Dropout("${String(stream)}", ${String(rate)})` }),
  'Gaussian noise': ({ settings: { stream, standardDeviation } }) => ({
    layer: `GaussianNoise("${String(stream)}", ${String(standardDeviation)})`,
  }),
  Upsampling: ({ settings }) => ({ layer: `nn.Upsample(scale_factor=${String(settings['factor'])})` }),
  Reshape: ({ output }) => ({ layer: `Images(${output.join(', ')})` }),
  Flatten: () => ({ layer: 'Rows()' }),
  Maxout: ({ settings }) => ({ layer: `Maxout(${String(settings['pieces'])})` }),
  ReLU: () => ({ layer: 'nn.ReLU()' }),
  'Leaky ReLU': ({ settings }) => ({ layer: `nn.LeakyReLU(${String(settings['slope'])})` }),
  Softplus: () => ({ layer: 'nn.Softplus()' }),
  Sigmoid: () => ({ layer: 'nn.Sigmoid()' }),
  Tanh: () => ({ layer: 'nn.Tanh()' }),
};

const withoutBias = (bias: unknown): string => (bias === false ? ', bias=False' : '');

/** Zeros before and after an axis of some size, so that a convolution has ⌈size / stride⌉ outputs, as in TensorFlow. */
function padding(size: number, kernel: number, stride: number): [before: number, after: number] {
  const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + kernel - size);
  const before = Math.floor(total / 2);
  return [before, total - before];
}

const isSymmetric = ([before, after]: readonly [number, number]): boolean => before === after;

/** @param sides padding of height and width, negative where values are cut off */
const padModule = ([height, width]: readonly (readonly [number, number])[]): string =>
  `nn.ZeroPad2d((${[...(width ?? []), ...(height ?? [])].join(', ')}))`;

function convolutionOf(name: string, { input, output, settings }: PlannedLayer, pads: string): string {
  const { kernel, stride, bias } = settings;
  const strides = stride === 1 ? '' : `, stride=${String(stride)}`;
  return `nn.${name}(${String(input[2])}, ${String(output[2])}, ${String(kernel)}${strides}${pads}${withoutBias(bias)})`;
}

const padded = (sides: readonly (readonly [number, number])[]): string =>
  sides.every(([before]) => before === 0)
    ? ''
    : `, padding=(${sides.map(([before]) => String(before)).join(', ')})`;

function convolution(layer: PlannedLayer): Modules {
  const { kernel, stride } = layer.settings;
  const sides = [0, 1].map((axis) => padding(at(layer.input, axis), Number(kernel), Number(stride)));
  return sides.every(isSymmetric)
    ? { layer: convolutionOf('Conv2d', layer, padded(sides)) }
    : { before: padModule(sides), layer: convolutionOf('Conv2d', layer, '') };
}

function transposedConvolution(layer: PlannedLayer): Modules {
  const { kernel, stride } = layer.settings;
  const sides = [0, 1].map((axis) => padding(at(layer.output, axis), Number(kernel), Number(stride)));
  if (sides.every(isSymmetric)) return { layer: convolutionOf('ConvTranspose2d', layer, padded(sides)) };
  const cut = sides.map(([before, after]) => [-before, -after] as const);
  return { layer: convolutionOf('ConvTranspose2d', layer, ''), after: padModule(cut) };
}

function layerLines(network: string, layer: PlannedLayer): string[] {
  const modules = LAYERS[layer.kind]?.(layer);
  if (modules === undefined) throw new Error(`${layer.kind} has no translation into PyTorch.`);
  const own =
    layer.name === null ? modules.layer : `initialized("${network}/${layer.name}", ${modules.layer})`;
  return [modules.before, own, modules.after].filter((line) => line !== undefined);
}

export function networkCode(network: string, plan: readonly PlannedStack[]): string {
  return plan
    .map(({ name, layers }) => {
      const lines = layers.flatMap((layer) => layerLines(network, layer)).map((line) => `    ${line},\n`);
      return `${stackName(network, name)} = nn.Sequential(\n${lines.join('')})\n`;
    })
    .join('');
}
