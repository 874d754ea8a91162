import type { PlannedStack } from '../../engine/network';

/** How programs of a framework differ from those of others. Shared Python has the names of Keras' functions. */
export interface Framework {
  /** What `pip` installs for a script. */
  readonly packages: string;
  /** The file of the weights that the run started with. */
  readonly initial: string;
  /** @param code the rest of the script */
  readonly imports: (code: string) => string;
  /** What every script has after its constants. */
  readonly start: string;
  /** Functions and classes that a script has where its code calls them, by name. */
  readonly definitions: Readonly<Record<string, string>>;
  /** Python that builds the stacks of a network, each with the weights that the run started with. */
  readonly networkCode: (network: string, plan: readonly PlannedStack[]) => string;
  /** Applies a stack in training. */
  readonly inTraining: (stack: string, input: string) => string;
  /** The axis of channels in batches of images. */
  readonly channelAxis: number;
  /** Turns shared Python into that of the framework. */
  readonly translated: (code: string) => string;
}

/** `log variance` of the encoder → `encoder_log_variance`; the only stack of a network has its name. */
export function stackName(network: string, stack: string): string {
  return (network === stack ? network : `${network}_${stack}`).replaceAll(/\W+/g, '_');
}

export const tuple = (sizes: readonly (number | string)[]): string =>
  `(${sizes.join(', ')}${sizes.length === 1 ? ',' : ''})`;
