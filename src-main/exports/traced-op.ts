import type { TracedOp } from '../engine/trace';

/** The name of an input of an operation. @throws Error if it was traced without one */
export function input({ kernel, inputs }: TracedOp, name: string): string {
  const found = inputs[name];
  if (found === undefined) throw new Error(`${kernel} was traced without ${name}.`);
  return found;
}

export const output = ({ outputs }: TracedOp): string => outputs[0] ?? '';
