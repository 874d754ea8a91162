import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MODELS } from '../src-main/models/registry';
import cases from './cases.json';

/** Functions without required parameters that the modules of a framework define at the top level. */
function functionsOf(framework: string): string[] {
  return ['convolutional', 'dense', 'points'].flatMap((kind) => {
    const text = readFileSync(join(import.meta.dirname, 'peers', `${framework}_${kind}.py`), 'utf8');
    return [...text.matchAll(/^def (\w+)\((?:\*\*\w+|\w+=[^,)]*)?\):/gm)].map(([, name]) => name ?? '');
  });
}
const defined = { keras: functionsOf('keras'), torch: functionsOf('torch'), jax: functionsOf('jax') };
/** JAX's scan takes eight steps in a call. */
const STEPS_A_CALL = 8;

describe.each(MODELS.map(({ info }) => info.id))('%s', (id) => {
  it('is measured, together with its counterparts in Keras, PyTorch and JAX', () => {
    const { twin, stepsPerRound = NaN } = new Map(Object.entries(cases)).get(id) ?? {};
    expect(stepsPerRound % STEPS_A_CALL).toBe(0);
    expect(defined.keras).toContain(twin);
    expect(defined.torch).toContain(twin);
    expect(defined.jax).toContain(twin);
  });
});
