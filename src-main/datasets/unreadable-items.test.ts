import { encode } from 'fast-png';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ImportOptionsSchema, ImportReportSchema } from '../contract/dataset';
import { importNoteText } from '../contract/problems/catalogue';
import { datasetFiles } from './files';
import { importFixture, inspect, refused } from '../testing/import-fixture';
import type { Found, Piece } from './formats/format';
import { takeIn } from './import';
import { arrange, factsOf, firstItems } from './inspect';
import { countItems, loadSplit } from './load';

const { at } = importFixture();
const OPTIONS = ImportOptionsSchema.parse({});
const [TRAIN, TEST] = [40, 20];

/** Images of 2×2 whose pixels are their index, with ten interleaved classes; some turn out to be damaged. */
function foundWith(damaged: readonly number[]): Found {
  const part = (count: number, first: number) => ({
    count,
    labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
    async *blocks(): AsyncGenerator<Piece, void, void> {
      for (let i = first; i < first + count; i++) {
        const data = new Uint8Array(4).fill(i);
        yield await Promise.resolve(
          damaged.includes(i)
            ? { name: `${String(i)}.png`, why: 'damaged' }
            : { width: 2, height: 2, channels: 1, count: 1, data },
        );
      }
    },
  });
  return {
    kind: 'images',
    size: { width: 2, height: 2 },
    channels: 1,
    train: part(TRAIN, 0),
    test: part(TEST, 100),
    classNames: Array.from({ length: 10 }, (_, i) => String(i)),
    suggestedName: 'made',
    files: [],
    labelSource: 'file-names',
    doubts: [],
    leftOut: [{ name: 'notes.txt', why: 'document' }],
    notes: [],
  };
}

async function takenIn(damaged: readonly number[]) {
  const found = foundWith(damaged);
  const directory = at('datasets', 'made');
  await takeIn(found, { options: OPTIONS, expected: factsOf(arrange(found, OPTIONS)) }, directory, {});
  const { train, test } = datasetFiles(directory);
  const report = ImportReportSchema.parse(JSON.parse(readFileSync(join(directory, 'import.json'), 'utf8')));
  return { train: loadSplit(train), test: loadSplit(test), counts: [train, test].map(countItems), report };
}

describe('items that turn out to be unreadable', () => {
  it('are left out with their labels, and reported', async () => {
    const { train, test, counts, report } = await takenIn([0, 17, 119]);
    expect(counts).toEqual([TRAIN - 2, TEST - 1]);
    const kept = Array.from({ length: TRAIN }, (_, i) => i).filter((i) => i !== 0 && i !== 17);
    expect([...train.items].filter((_value, i) => i % 4 === 0)).toEqual(kept);
    expect([...(train.labels ?? [])]).toEqual(kept.map((i) => i % 10));
    expect([test.count, test.items.length, test.labels?.length]).toEqual([19, 76, 19]);
    expect(report.leftOut).toEqual([
      { name: '0.png', why: 'damaged' },
      { name: '17.png', why: 'damaged' },
      { name: '119.png', why: 'damaged' },
      { name: 'notes.txt', why: 'document' },
    ]);
    expect(report.notes.map((note) => importNoteText(note))).toContain(
      '3 of 60 images cannot be read, and are left out.',
    );
  });

  it('do not occur if all can be read', async () => {
    const { counts, report } = await takenIn([]);
    expect([counts, report.leftOutCount, report.notes]).toEqual([[TRAIN, TEST], 1, []]);
  });

  it('are refused if they exceed 5 %, and nothing is written', async () => {
    await expect(takenIn([1, 2, 3, 104])).rejects.toMatchObject(
      refused(
        'pictures',
        /^4 of 60 images cannot be read: 1\.png is damaged; 2\.png is damaged; 3\.png is damaged; 104\.png is damaged\.$/,
      ),
    );
    expect(existsSync(at('datasets', 'made'))).toBe(false);
  });

  it('are skipped in a preview', async () => {
    const dataset = arrange(foundWith([0, 2]), OPTIONS);
    const shown = await firstItems(dataset, 3);
    expect([...shown.items].filter((_value, i) => i % 4 === 0)).toEqual([1, 3, 4]);
    expect([shown.count, ...(shown.labels ?? [])]).toEqual([3, 1, 3, 4]);
  });

  it('are pictures that were damaged after the inspection', async () => {
    const path = at('pictures');
    mkdirSync(path);
    const picture = (value: number) =>
      encode({ width: 8, height: 8, channels: 1, depth: 8, data: new Uint8Array(64).fill(value) });
    for (let i = 0; i < 14; i++) writeFileSync(join(path, `${String(i + 10)}.png`), picture(i));
    const { splits } = await inspect([{ name: 'pictures', path }]);
    for (let i = 0; i < 14; i++) {
      if (i !== 4) writeFileSync(join(path, `${String(i + 10)}.png`), picture(i).subarray(0, 60));
    }
    const seen: unknown[] = [];
    for await (const block of splits.train.blocks())
      seen.push(block instanceof Uint8Array ? block[0] : block.why);
    expect(new Set(seen)).toEqual(new Set([4, 'cut-off']));
    expect(seen).toHaveLength(12);
  });
});
