import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { encodeIdxImages, encodeIdxLabels } from '../datasets/idx';
import { configOf, jobFixture } from '../testing/job-fixture';
import { classCount, prepare, prepareInference } from './prepare';

const data = jobFixture();

const folder = mkdtempSync(join(tmpdir(), 'prepare-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Writes images of 2×2 with these labels. */
function write(split: string, ...labels: number[]) {
  const files = { items: join(folder, `${split}-images`), labels: join(folder, `${split}-labels`) };
  const count = labels.length;
  const images = new Uint8Array(count * 4);
  writeFileSync(files.items, encodeIdxImages({ images, count, height: 2, width: 2 }));
  writeFileSync(files.labels, encodeIdxLabels(Uint8Array.from(labels)));
  return files;
}

it('counts a class that occurs only in the test split', async () => {
  const { variables } = await prepare({
    config: {
      model: 'classifier-mlp',
      dataset: 'small',
      seed: 1,
      budget: { unit: 'steps', count: 1 },
      hyperparameters: { batchSize: 2, hiddenUnits: 4 },
      sampleEvery: 1,
      sampleSheet: { columns: 1, rows: 1 },
      checkpointEvery: 1,
      engine: 'auto',
      device: 'auto',
    },
    dataset: { train: write('train', 0, 1, 1, 0), test: write('test', 0, 4) },
    checkpoint: null,
  });
  expect([...variables.values()].at(-1)?.shape).toEqual([5]);
});

it('refuses invalid hyperparameters, each with its reason', async () => {
  const config = configOf({ hyperparameters: { batchSize: 0, hiddenUnits: 'many' } });
  const refused = prepare({ config, dataset: data.stripes(), checkpoint: null });
  await expect(refused).rejects.toMatchObject({
    problem: {
      code: 'run.invalid.hyperparameters',
      advice: 'Correct the hyperparameters and launch the run again.',
      fields: { batchSize: /./, hiddenUnits: /./ },
    },
  });
  await expect(refused).rejects.toThrow(/Batch size must be .*\./);
  await expect(refused).rejects.toThrow(/Hidden units are whole numbers .*\./);
});

it('counts the classes of both splits or of one, and returns null without labels', () => {
  expect(classCount(Uint8Array.of(0, 2), Uint8Array.of(1))).toBe(3);
  expect(classCount(Uint8Array.of(0, 2), Uint8Array.of(4))).toBe(5);
  expect(classCount(Uint8Array.of(0, 2), null)).toBe(3);
  expect(classCount(null, Uint8Array.of(4))).toBeNull();
});

it('reads training items for inference only when they are used, and then the same as for training', async () => {
  const labels = Array.from({ length: 40 }, (_, i) => i % 3);
  const dataset = { train: write('many', ...labels), test: write('few', 0, 1, 2) };
  const config = configOf({ hyperparameters: { batchSize: 4, hiddenUnits: '4', validationSplit: 0.25 } });
  const task = { config, dataset, checkpoint: null };
  const [trained, inferred, late] = [
    await prepare(task),
    await prepareInference(task),
    await prepareInference(task),
  ];
  for (const part of ['training', 'validation'] as const) {
    expect(inferred[part]?.count).toBe(trained[part]?.count);
    expect(inferred[part]?.items).toEqual(trained[part]?.items);
    expect(inferred[part]?.labels).toEqual(trained[part]?.labels);
  }
  expect(trained.validation?.count).toBeGreaterThan(0);
  rmSync(dataset.train.items);
  expect(() => late.training.items).toThrow(/many-images/);
});
