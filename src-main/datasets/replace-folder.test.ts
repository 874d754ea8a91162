import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFolder } from './replace-folder';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replace-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('replaceFolder', () => {
  it('returns whether the folder was replaced', async () => {
    const target = join(folder, 'digits');
    const fillWith = (complete: boolean) => (partial: string) => {
      writeFileSync(join(partial, 'file'), 'new');
      return Promise.resolve(complete);
    };
    expect(await replaceFolder(target, fillWith(false))).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
    expect(await replaceFolder(target, fillWith(true))).toBe(true);
    expect(readdirSync(folder)).toEqual(['digits']);
    expect(readdirSync(target)).toEqual(['file']);
  });

  it('reports what is in the way, and does not remove it', async () => {
    writeFileSync(join(folder, 'datasets'), 'mine');
    const filled = replaceFolder(join(folder, 'datasets', 'digits'), () => Promise.resolve(true));
    await expect(filled).rejects.toMatchObject({
      problem: { code: 'dataset.unwritable', message: /: a file is where a folder should be\.$/ },
    });
    expect(readFileSync(join(folder, 'datasets'), 'utf8')).toBe('mine');
  });

  it('removes partial folders of killed processes, of any name, and nothing else', async () => {
    const [self, other] = [process.pid, process.ppid].map(String);
    const left = ['digits.partial-999999999', 'pets.partial-999999998', `digits.partial-${self!}`];
    const kept = [`digits.partial-${other!}`, `pets.partial-${self!}`, 'pets', 'pets.partial-x'];
    for (const name of [...left, ...kept]) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'file'), '');
    }
    await replaceFolder(join(folder, 'digits'), (partial) => {
      expect(readdirSync(partial)).toEqual([]);
      return Promise.resolve(false);
    });
    expect(readdirSync(folder)).toEqual(kept.sort());
  });
});
