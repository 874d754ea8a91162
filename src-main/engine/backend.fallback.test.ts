import { expect, it } from 'vitest';
import { loadTensorflow } from './backend';
import { tf } from './tensorflow';

it('computes in pure JavaScript if native TensorFlow cannot be loaded, and says so', async () => {
  const backend = await loadTensorflow();
  expect(backend).toMatchObject({ name: 'cpu', device: 'CPU', tensorflow: null, native: null });
  expect(backend.why).toMatch(/did not load .*pure JavaScript/);
  expect(tf.getBackend()).toBe('cpu');
  await expect(loadTensorflow('gpu')).rejects.toMatchObject({ problem: { code: 'engine.no-gpu' } });
});
