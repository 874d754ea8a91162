import { expect, it } from 'vitest';
import { loadTensorflow } from '../engine/backend';
import { processorInfo } from '../engine/processor';
import { engineInfo } from './engine-info';

it('describes the engine, with the processor features that native TensorFlow or JavaScript detects', async () => {
  const backend = await loadTensorflow();
  const { name, device, tensorflow, tfjs } = backend;
  const described = { backend: name, device, tensorflow, tfjs };
  expect(engineInfo(backend, 'compiled')).toEqual({ mode: 'compiled', ...described, ...processorInfo(true) });
  expect(engineInfo({ ...backend, native: null }, 'eager')).toEqual({
    mode: 'eager',
    ...described,
    ...processorInfo(false),
  });
});
