import { expect, it } from 'vitest';
import { loadTensorflow } from './backend';

// Where there is a GPU, CPU is asked for, so that this holds there, too.
it('trains on the processor where that is asked for, and refuses a GPU that is not there', async () => {
  const backend = await loadTensorflow('cpu');
  expect(backend).toMatchObject({ name: 'tensorflow', device: 'CPU', why: 'The CPU was asked for.' });
  await expect(loadTensorflow('gpu:3')).rejects.toMatchObject({
    problem: { code: 'engine.no-gpu', message: /\(gpu:3\)/ },
  });
});
