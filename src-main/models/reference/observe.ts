import { expect, vi } from 'vitest';
import { at } from '../../contract/at';
import { tf } from '../../engine/tensorflow';
import { trainedVariables, type StepContext } from '../../engine/training-step';
import type { BuiltModel } from '../model';

export interface Observed {
  readonly metrics: Readonly<Record<string, number>>;
  /** The gradients that the optimisers last received, by variable. */
  readonly gradients: ReadonlyMap<string, Float32Array>;
}

/** Runs one step eagerly and records the gradients and metrics. */
export function observeStep(built: BuiltModel, makeContext: () => StepContext): Observed {
  const names = new Map([...trainedVariables(built)].map(([name, variable]) => [variable, name]));
  const gradients = new Map<string, Float32Array>();
  for (const optimizer of built.optimizers) {
    const apply = optimizer.apply.bind(optimizer);
    vi.spyOn(optimizer, 'apply').mockImplementation((result) => {
      result.gradients.forEach((gradient, i) => {
        const variable = result.variables[i];
        const name = variable && names.get(variable);
        if (name === undefined) throw new Error('A gradient belongs to no variable of the model.');
        gradients.set(name, gradient.dataSync<'float32'>().slice());
      });
      apply(result);
    });
  }
  const metrics = tf.tidy(() =>
    Object.fromEntries(
      Object.entries(built.step(makeContext())).map(([name, value]) => [name, at(value.dataSync(), 0)]),
    ),
  );
  return { metrics, gradients };
}

/**
 * @param tolerance relative to `scale`
 * @param scale the magnitude that errors are relative to, where that is not the expected value
 */
export function expectClose(
  what: string,
  actual: number | undefined,
  expected: number,
  tolerance: number,
  scale = expected,
): void {
  expect(Math.abs((actual ?? NaN) - expected), what).toBeLessThanOrEqual(tolerance * Math.abs(scale));
}

/** Compares metrics to 1e-5, the precision of a step's sums in single precision. */
export function expectMetrics({ metrics }: Observed, expected: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(expected)) expectClose(name, metrics[name], value, 1e-5);
}

export const normOf = (values: ArrayLike<number>): number => Math.hypot(...Array.from(values));
