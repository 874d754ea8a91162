import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { datasetFiles } from './files';
import { generateDataset } from './generate';
import { loadSplit } from './load';
import { syntheticDigits } from './synthetic-digits';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'generate-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('generateDataset', () => {
  it('writes both splits of the synthetic digits and reports progress', { timeout: 60_000 }, async () => {
    const directory = join(folder, 'datasets', 'synthetic-digits');
    const seen: number[] = [];
    const isThere = await generateDataset('synthetic-digits', directory, {
      onProgress(done, total) {
        expect(total).toBe(70_000);
        seen.push(done);
      },
    });
    expect(isThere).toBe(true);
    expect(seen[0]).toBe(0);
    expect(seen.at(-1)).toBe(70_000);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));

    const files = datasetFiles(directory);
    const train = loadSplit(files.train);
    const test = loadSplit(files.test);
    expect([train.count, train.width, train.height]).toEqual([60_000, 28, 28]);
    expect(test.count).toBe(10_000);
    const expected = syntheticDigits({ seed: 0, split: 'train', offset: 1234, count: 1 });
    expect(train.items.subarray(1234 * 784, 1235 * 784)).toEqual(expected.images);
    expect(train.labels?.[1234]).toBe(expected.labels[0]);
    expect(readdirSync(join(folder, 'datasets'))).toEqual(['synthetic-digits']);
  });

  it('leaves no trace when stopped, and preserves existing files', async () => {
    const directory = join(folder, 'synthetic-digits');
    mkdirSync(directory);
    writeFileSync(join(directory, 'old'), 'old');
    const abort = new AbortController();
    const isThere = await generateDataset('synthetic-digits', directory, {
      signal: abort.signal,
      onProgress: (done) => {
        if (done >= 1000) abort.abort();
      },
    });
    expect(isThere).toBe(false);
    expect(readdirSync(folder)).toEqual(['synthetic-digits']);
    expect(readFileSync(join(directory, 'old'), 'utf8')).toBe('old');
  });

  it('yields to the event loop', async () => {
    const abort = new AbortController();
    setTimeout(() => {
      abort.abort();
    }, 50);
    const started = performance.now();
    await generateDataset('synthetic-digits', join(folder, 'digits'), { signal: abort.signal });
    expect(performance.now() - started).toBeLessThan(1500);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses an id it does not know', async () => {
    await expect(generateDataset('nothing', join(folder, 'nothing'))).rejects.toMatchObject({
      problem: { code: 'dataset.unknown.built-in' },
    });
  });
});
