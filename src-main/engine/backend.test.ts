import { expect, it } from 'vitest';
import { loadTensorflow } from './backend';

// Requests the CPU, so that the test also holds on machines with a GPU.
it('uses the CPU if requested, and refuses a GPU that does not exist', async () => {
  const backend = await loadTensorflow('cpu');
  expect(backend).toMatchObject({ name: 'tensorflow', device: 'CPU', why: 'cpu-requested' });
  await expect(loadTensorflow('gpu:3')).rejects.toMatchObject({
    problem: { code: 'engine.no-gpu', message: /\(gpu:3\)/ },
  });
});
