import { expect, it } from 'vitest';
import { loadTensorflow } from './backend';
import { tf } from './tensorflow';

it('computes in pure JavaScript if native TensorFlow cannot be loaded, and says so', async () => {
  const backend = await loadTensorflow();
  expect(backend).toMatchObject({ name: 'cpu', device: 'CPU', tensorflow: null, native: null });
  expect(backend.why).toEqual({ code: 'no-native', detail: expect.any(String) as string });
  expect(tf.getBackend()).toBe('cpu');
  await expect(loadTensorflow('gpu')).rejects.toMatchObject({ problem: { code: 'engine.no-gpu' } });
});
