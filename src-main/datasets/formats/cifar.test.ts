import { describe, expect, it } from 'vitest';
import { importFixture, inspect, refused } from '../../testing/import-fixture';
import type { GivenFile } from './format';

const { given, imported } = importFixture();

/** Records with the given labels; each image has its label as red, 100 as green and 200 as blue. */
function batch(name: string, labels: number[], coarse = false): GivenFile {
  const image = (label: number) => [label, 100, 200].map((value) => Buffer.alloc(1024, value));
  return given(
    name,
    Buffer.concat(
      labels.flatMap((label) => [Buffer.of(...(coarse ? [label % 20, label] : [label])), ...image(label)]),
    ),
  );
}

describe('CIFAR', () => {
  it('is assembled from its batches', async () => {
    const { dataset, train, test } = await imported([
      batch('test_batch.bin', [9, 3]),
      batch('data_batch_2.bin', [2, 1]),
      batch('data_batch_1.bin', [0, 5, 0]),
      given('readme.html', Buffer.from('<html>')),
    ]);
    expect(dataset).toMatchObject({ width: 32, height: 32, channels: 3, suggestedName: 'CIFAR-10' });
    expect(dataset.classNames).toEqual(['airplane', 'automobile', 'bird', 'cat', 'dog', 'truck']);
    expect([...(train.labels ?? [])]).toEqual([0, 4, 0, 2, 1]);
    expect([...(test.labels ?? [])]).toEqual([5, 3]);
    expect([...train.items.slice(3072, 3078)]).toEqual([5, 100, 200, 5, 100, 200]);
    expect(dataset.files.map(({ role }) => role)).toEqual([
      'train images and labels',
      'test images and labels',
    ]);
    expect(dataset.leftOut).toEqual([{ name: 'readme.html', why: 'is a document, not data' }]);
  });

  it('may have a hundred classes, named in a file', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `kind ${String(i)}`).join('\n');
    const found = await inspect([
      batch('train.bin', [99, 3, 20], true),
      batch('test.bin', [3, 99], true),
      given('fine_label_names.txt', Buffer.from(`${names}\n`)),
      given('coarse_label_names.txt', Buffer.from('all\n')),
    ]);
    expect(found).toMatchObject({ suggestedName: 'CIFAR-100', classNames: ['kind 3', 'kind 20', 'kind 99'] });
    expect(found.files).toContainEqual({ name: 'fine_label_names.txt', role: 'class names' });
    expect(found.leftOut).toEqual([
      { name: 'coarse_label_names.txt', why: 'names other classes than those of the labels' },
    ]);
  });

  it('is refused with labels out of range, and with files of both variants', async () => {
    await expect(inspect([batch('data_batch_1.bin', [1, 11])])).rejects.toMatchObject(
      refused('labels', /^Record 2 of data_batch_1\.bin has the label 11/),
    );
    await expect(inspect([batch('train.bin', [1]), batch('test.bin', [1], true)])).rejects.toMatchObject(
      refused('mismatch', /train\.bin is of CIFAR-10, but test\.bin is not/),
    );
    const cut = given('data_batch_1.bin', Buffer.alloc(5000, 7));
    await expect(inspect([cut])).rejects.toMatchObject(refused('format', /^data_batch_1\.bin/));
  });
});
