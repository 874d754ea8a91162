import type { HyperparameterValue } from '../../contract/hyperparameters';
import type { RecordedStart } from '../recorded-start';
import { stackName, type Framework } from './framework';

export type Values = Readonly<Record<string, HyperparameterValue>>;

/** What a script is written from. */
export interface ScriptInput {
  readonly values: Values;
  readonly start: RecordedStart;
  readonly framework: Pick<Framework, 'inTraining' | 'channelAxis'>;
}

/** How the script of a model is put together after its networks. */
export interface ScriptedModel {
  /** Values of the script's constants besides seed and sizes, as Python, by name. */
  readonly constants: (input: ScriptInput) => Readonly<Record<string, string>>;
  /** Sections of Python. */
  readonly sections: (input: ScriptInput) => readonly string[];
}

/** A number with a fraction in Python. */
export const float = (value: unknown): string =>
  Number.isInteger(value) && Math.abs(Number(value)) < 1e15 ? `${String(value)}.0` : String(value);
export const bool = (value: unknown): string => (value === true ? 'True' : 'False');

export function pointConstants({ points }: RecordedStart): Record<string, string> {
  if (points === null) return {};
  return {
    MEAN: `np.float32([${points.mean.map(float).join(', ')}])`,
    STANDARD_DEVIATION: float(points.standardDeviation),
  };
}

export const preprocess = (expression: string): string => `def preprocess(x):\n    return ${expression}\n`;
export const signed = preprocess('2.0 * x - 1.0');
/** @param size number of points that a discriminator sees together */
export const standardized = ({ packing = 1 }: Values): string =>
  preprocess(packed('(x - tensor(MEAN)) / STANDARD_DEVIATION', packing));
/** Reshapes points [n, 2] to packs [n / size, 2 size]. */
export const packed = (points: string, size: unknown): string =>
  size === undefined || size === 1 ? points : `ops.reshape(${points}, (-1, 2 * PACKING))`;
export const packingConstant = ({ packing = 1 }: Values): Record<string, string> =>
  packing === 1 ? {} : { PACKING: String(packing), ITEMS_PER_STEP: 'PACKING * BATCH_SIZE' };
/** How many latents a pass takes. */
export const latentCount = ({ packing = 1 }: Values): string =>
  packing === 1 ? 'BATCH_SIZE' : 'PACKING * BATCH_SIZE';

/** The stacks of a network, in the order in which its input passes through them. */
export const stacksOf = ({ networks }: RecordedStart, network: string): string[] =>
  (networks.find(({ name }) => name === network)?.plan ?? []).map(({ name }) => stackName(network, name));

/** The output of a network for `x`, through all its stacks. */
export const throughAll = ({ start, framework }: ScriptInput, network: string, input = 'x'): string =>
  stacksOf(start, network).reduce((x, stack) => framework.inTraining(stack, x), input);

/** Networks with their optimizer, as a line or, where that is long, as several. */
export function trained(name: string, optimizer: string, stacks: readonly string[]): string {
  const line = `${name} = Trained(${[optimizer, ...stacks].join(', ')})\n`;
  if (line.length <= 100) return line;
  return `${name} = Trained(\n${[optimizer, ...stacks].map((each) => `    ${each},\n`).join('')})\n`;
}
