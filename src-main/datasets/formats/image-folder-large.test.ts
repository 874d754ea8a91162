import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { png } from '../../testing/image-files';
import { inspect } from '../../testing/import-fixture';
import { firstItems } from '../inspect';
import { imageFolderFixture } from '../../testing/image-folder-fixture';

const { folder } = imageFolderFixture();

describe('large images', () => {
  const size = { width: 4096, height: 4096, depth: 1, colorType: 0 };
  const row = Array<number>(512).fill(0x0f);
  const large = png({ ...size, rows: Array<number[]>(4096).fill(row) });

  it('are surveyed and shown in a few seconds, however many there are', async () => {
    const pictures = Object.fromEntries(Array.from({ length: 64 }, (_, i) => [`${String(i)}.png`, large]));
    const before = process.cpuUsage();
    const dataset = await inspect([folder(pictures)]);
    const shown = await firstItems(dataset, 40, 500);
    const { user, system } = process.cpuUsage(before);
    expect([dataset.splits.train.count, dataset.channels]).toEqual([55, 1]);
    expect(shown.count).toBeGreaterThan(0);
    expect(shown.count).toBeLessThan(40);
    expect(shown.items.length).toBe(shown.count * 32 * 32);
    expect((user + system) / 1e6).toBeLessThan(10);
  });

  it('are surveyed for each kind, even after a large one', async () => {
    const side = { width: 2048, height: 2048 };
    const values = new Uint16Array(2048 * 2048).fill(4000);
    const colored = new Uint8Array(3 * 2048 * 2048).map((_value, i) => i % 3);
    const pictures = {
      '00.png': large,
      '01.png': encode({ ...side, channels: 3, depth: 8, data: colored }),
      '02.png': encode({ ...side, channels: 1, depth: 16, data: values }),
      ...Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`${String(i + 10)}.png`, large])),
    };
    const { channels, notes } = await inspect([folder(pictures)]);
    expect(channels).toBe(3);
    expect(notes.join(' ')).toMatch(/16 bits for each value, but all use only 12 of them/);
  });

  it('are sampled evenly, so that colour in the last ones is detected', async () => {
    const colored = Uint8Array.from({ length: 3 * 2048 * 2048 }, (_, i) => (i % 3 === 0 ? 200 : 7));
    const plain = encode({
      width: 2048,
      height: 2048,
      channels: 3,
      depth: 8,
      data: new Uint8Array(colored.length),
    });
    const color = encode({ width: 2048, height: 2048, channels: 3, depth: 8, data: colored });
    const pictures = Object.fromEntries(
      Array.from({ length: 80 }, (_, i) => [`${String(i + 100)}.png`, i > 55 ? color : plain]),
    );
    expect((await inspect([folder(pictures)])).channels).toBe(3);
  });
});
