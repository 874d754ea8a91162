import { expect, it, vi } from 'vitest';
import { modelById } from '../models/registry';
import { buildSmall, smallRequest, valuesOf } from '../testing/small-models';
import { loadTensorflow } from './backend';
import { compileStep } from './compiled-step';
import type { CallOption, SessionThread } from './session-call';

/** Where all calls run, instead of where they are fastest. */
const forced = vi.hoisted((): { thread: SessionThread } => ({ thread: 'pool' }));
vi.mock('./session-call', async (original) => ({
  ...(await original<object>()),
  callOptions: (): CallOption[] => [{ steps: 1, thread: forced.thread }],
}));

const backend = await loadTensorflow();
const native = backend.native;
if (native === null) throw new Error('These tests are about native TensorFlow.');

it('has the same numbers in either thread, also where averages fade below the smallest normal number', async () => {
  /** β₁ to this power is less than that. */
  const steps = 1000;
  const model = modelById('vae-mlp');
  const trained = async (thread: SessionThread) => {
    forced.thread = thread;
    const request = smallRequest(model, buildSmall(model, backend), backend);
    const compiled = await compileStep(request, native, 1);
    for (let step = 0; step < steps; step++) compiled.run(step, 1);
    compiled.pull();
    compiled.dispose();
    return new Map([...valuesOf(request.variables)].map(([name, values]) => [name, values.slice()]));
  };
  const [inPool, inCaller] = [await trained('pool'), await trained('caller')];
  expect([...inPool.keys()].filter((name) => /beta1/.test(name))).not.toEqual([]);
  for (const [name, values] of inPool) expect(inCaller.get(name), name).toEqual(values);
});
