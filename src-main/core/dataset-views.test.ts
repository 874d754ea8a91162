import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { wholeBytes } from './whole-bytes';
import type { Workbench } from './workbench';
import { workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();

/** A workbench with four training images of 2×2, one of each of four classes; pixel `i` of all of them is 16 · i. */
async function prepared(): Promise<Workbench> {
  const workbench = await fixture.open();
  await workbench.datasets.ready('synthetic-digits');
  return workbench;
}
async function pixelsAt(workbench: Workbench, path: string): Promise<number[]> {
  return [...decode(await wholeBytes(await workbench.files.get(path))).data];
}
const refused = (code: string) => ({ problem: expect.objectContaining({ code }) as object });

describe('images of one class', () => {
  it('are shown with their indices', async () => {
    const workbench = await prepared();
    const preview = workbench.datasets.preview('synthetic-digits', 0, 60, 2);
    expect(preview).toMatchObject({ kind: 'images', count: 1, labels: ['2'], items: [2] });
    expect(await pixelsAt(workbench, preview.path)).toEqual([128, 144, 160, 176]);
    expect(workbench.datasets.preview('synthetic-digits', 1, 2)).toMatchObject({ items: [1, 2] });
  });

  it('are refused if there are none', async () => {
    const workbench = await prepared();
    expect(() => workbench.datasets.preview('synthetic-digits', 0, 60, 9)).toThrow('has no such images');
  });
});

describe('means', () => {
  it('are of all images, and of each class', async () => {
    const workbench = await prepared();
    const { means } = await workbench.datasets.details('synthetic-digits');
    expect(means).toMatchObject({ count: 11, columns: 4, rows: 3 });
    expect(means?.labels.slice(0, 3)).toEqual(['all', '0', '1']);
    const pixels = await pixelsAt(workbench, means?.path ?? '');
    // The first row of the sheet: the upper halves of the means of all images and of classes 0, 1 and 2.
    expect(pixels.slice(0, 8)).toEqual([96, 112, 0, 16, 64, 80, 128, 144]);
  });

  it('do not exist for points, or before the dataset exists', async () => {
    const workbench = await fixture.open();
    expect(await workbench.datasets.details('ring-8')).toMatchObject({ means: null });
    await expect(workbench.files.get('/files/datasets/synthetic-digits/means')).rejects.toMatchObject(
      refused('dataset.absent'),
    );
  });
});

describe('neighbours', () => {
  it('are the nearest images, after the image itself, with their distances', async () => {
    const workbench = await prepared();
    const { preview, distances } = await workbench.datasets.neighbors('synthetic-digits', 0);
    expect(preview).toMatchObject({ count: 4, items: [0, 1, 2, 3], labels: ['0', '1', '2', '3'] });
    // Neighbouring images differ by 64 in each of four pixels.
    expect(distances).toEqual(
      [1, 2, 3].map((places) => expect.closeTo((places * 2 * 64) / 255, 12) as number),
    );
    expect(await pixelsAt(workbench, preview.path)).toHaveLength(16);
  });

  it('are refused for an image that does not exist', async () => {
    const workbench = await prepared();
    await expect(workbench.datasets.neighbors('synthetic-digits', 60_000)).rejects.toMatchObject(
      refused('dataset.item-unknown'),
    );
    await expect(workbench.datasets.neighbors('imagenet', 0)).rejects.toMatchObject(
      refused('dataset.unknown'),
    );
    expect(await workbench.files.get('/files/datasets/synthetic-digits/items?at=99')).toBeNull();
    expect(await workbench.files.get('/files/datasets/synthetic-digits/items?at=x')).toBeNull();
    expect(await workbench.files.get('/files/datasets/synthetic-digits/items')).toBeNull();
  });
});
