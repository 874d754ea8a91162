import type { HyperparameterValue } from '../../contract/hyperparameters';
import type { RecordedStart } from '../recorded-start';
import { stackName } from './networks';

export type Values = Readonly<Record<string, HyperparameterValue>>;

/** How the script of a model is put together after its networks. */
export interface ScriptedModel {
  /** The only values of these hyperparameters that the script covers. */
  readonly only: Values;
  /** Values of the script's constants besides seed and sizes, as Python, by name. */
  readonly constants: (values: Values, start: RecordedStart) => Readonly<Record<string, string>>;
  /** Sections of Python. */
  readonly sections: (values: Values, start: RecordedStart) => readonly string[];
}

/** A number with a fraction in Python. */
export const float = (value: unknown): string =>
  Number.isInteger(value) && Math.abs(Number(value)) < 1e15 ? `${String(value)}.0` : String(value);
export const bool = (value: unknown): string => (value === true ? 'True' : 'False');

/** What scripts cover of the hyperparameters that all models have. */
export const TRAINING: Values = { schedule: 'constant', warmupSteps: 0, clipNorm: 0, averageDecay: 0 };

export function pointConstants({ points }: RecordedStart): Record<string, string> {
  if (points === null) return {};
  return {
    MEAN: `[${points.mean.map(float).join(', ')}]`,
    STANDARD_DEVIATION: float(points.standardDeviation),
  };
}

export const preprocess = (expression: string): string => `def preprocess(x):\n    return ${expression}\n`;
export const standardized = preprocess('(x - MEAN) / STANDARD_DEVIATION');

/** The stacks of a network, in the order in which its input passes through them. */
export const stacksOf = ({ networks }: RecordedStart, network: string): string[] =>
  (networks.find(({ name }) => name === network)?.plan ?? []).map(({ name }) => stackName(network, name));
