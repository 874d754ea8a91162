import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { smallDisk } from '../../testing/small-disk';
import { replaceFile } from './replace-file';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latent-workbench-save-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const code = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error as NodeJS.ErrnoException).code ?? (error as Error).message,
  );

async function* parts(...texts: string[]): AsyncGenerator<Uint8Array, void, void> {
  for (const text of texts) {
    if (text === 'fail') throw new Error('failed');
    yield Buffer.from(text);
  }
}

describe('writing a file', () => {
  it('creates or replaces it, whole or in parts, and leaves no temporary file', async () => {
    const target = join(folder, 'a.csv');
    await replaceFile(target, Buffer.from('one'));
    expect(readFileSync(target, 'utf8')).toBe('one');
    chmodSync(target, 0o640);
    await replaceFile(target, parts('tw', 'o'));
    expect(readFileSync(target, 'utf8')).toBe('two');
    expect(statSync(target).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });

  it('keeps the old file under its name until the new one is complete', async () => {
    const [old, fresh] = [join(folder, 'old'), join(folder, 'fresh')];
    writeFileSync(old, 'old');
    const seen: string[] = [];
    async function* watched(): AsyncGenerator<Uint8Array, void, void> {
      for (let i = 0; i < 3; i++) {
        yield Buffer.alloc(100_000, 65 + i);
        seen.push(`${readFileSync(old, 'utf8')} ${String(existsSync(fresh))}`);
      }
    }
    await replaceFile(old, watched());
    await replaceFile(fresh, watched());
    expect(seen.slice(0, 3)).toEqual(['old false', 'old false', 'old false']);
    expect(statSync(fresh).size).toBe(300_000);
  });

  it('keeps the old file if writing the new one fails or is stopped', async () => {
    const target = join(folder, 'a.csv');
    writeFileSync(target, 'old');
    expect(await code(replaceFile(target, parts('new', 'fail')))).toBe('failed');
    const abort = new AbortController();
    async function* endless(): AsyncGenerator<Uint8Array, void, void> {
      for (;;) {
        yield Buffer.alloc(1000);
        abort.abort();
      }
    }
    expect(await code(replaceFile(target, endless(), abort.signal))).toBe('ABORT_ERR');
    expect(readFileSync(target, 'utf8')).toBe('old');
    expect(await code(replaceFile(join(folder, 'none'), parts('fail')))).toBe('failed');
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });

  it('accepts the longest name that the file system allows', async () => {
    const target = join(folder, 'x'.repeat(255));
    await replaceFile(target, Buffer.from('x'));
    await replaceFile(target, Buffer.from('y'));
    expect(readFileSync(target, 'utf8')).toBe('y');
    expect(await code(replaceFile(join(folder, 'x'.repeat(256)), Buffer.from('x')))).toBe('ENAMETOOLONG');
  });

  it.skipIf(process.platform === 'win32')(
    'writes through a link, and to a target that is not a file',
    async () => {
      writeFileSync(join(folder, 'real'), 'old');
      symlinkSync(join(folder, 'real'), join(folder, 'link'));
      await replaceFile(join(folder, 'link'), Buffer.from('new'));
      expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('new');
      expect(readdirSync(folder)).toEqual(['link', 'real']);
      await replaceFile('/dev/null', parts('gone'));
      expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
      mkdirSync(join(folder, 'folder'));
      expect(await code(replaceFile(join(folder, 'folder'), Buffer.from('x')))).toBe('EISDIR');
    },
  );
});

const disk = smallDisk(1024 * 1024);
describe.skipIf(disk === null)('on a full disk', () => {
  it('keeps the old file, and leaves no part of the new one', async () => {
    if (disk === null) return;
    try {
      const target = join(disk.folder, 'metrics.csv');
      writeFileSync(target, 'old');
      disk.leave(100_000);
      async function* large(): AsyncGenerator<Uint8Array, void, void> {
        for (let i = 0; i < 20; i++) yield Buffer.alloc(10_000);
      }
      expect(await code(replaceFile(target, large()))).toBe('ENOSPC');
      expect(readFileSync(target, 'utf8')).toBe('old');
      expect(readdirSync(disk.folder)).toEqual(['filler', 'metrics.csv']);
    } finally {
      disk.unmount();
    }
  });
});
