import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { crc32 } from 'node:zlib';
import type { ReadOptions } from '../contract/dataset';
import { firstBytes } from './decoded-chunks';
import { importFixture, refused, storedZip, wordedDoubts } from '../testing/import-fixture';
import { fileReasonText } from '../contract/problems/catalogue';
import { openFolder } from './folder';

const { at, given } = importFixture();

/** Writes files whose content is their own path, below the test's folder. */
function put(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(at('data', path)), { recursive: true });
    writeFileSync(at('data', path), path);
  }
}
const opened = (encoding: ReadOptions['encoding'] = 'auto') =>
  openFolder({ name: 'data', path: at('data') }, encoding);
/** A path whose names are not UTF-8. */
const raw = (path: string) => Buffer.concat([Buffer.from(`${at('data')}/`), iconv.encode(path, 'cp949')]);

const LITTER = [
  '@eaDir/1.png/SYNOPHOTO_THUMB_M.jpg',
  '#recycle/1.png',
  '.AppleDouble/1.png',
  '.Trash-1000/files/1.png',
  '$RECYCLE.BIN/1.png',
  'System Volume Information/1.png',
  'lost+found/1.png',
  '__pycache__/1.png',
  '.git/1.png',
  '.ipynb_checkpoints/1.png',
  '@Recycle/1.png',
  '@tmp/1.png',
  '.@__thumb/1.png',
  '__MACOSX/cat/._1.png',
  '._1.png',
  '.DS_Store',
  'Thumbs.db',
  'desktop.ini',
  'ehthumbs.db',
];
/** Similar names, which are data. */
const DATA = [
  'eaDir/1.png',
  'recycle/1.png',
  'git/1.png',
  'thumbs/1.png',
  'trash/1.png',
  'a.b/1.png',
  'a/_1.png',
];

describe('files that operating systems leave behind', () => {
  const all = [...DATA, ...LITTER, ...LITTER.map((path) => `cat/${path}`)];

  it('are ignored in a folder, at any depth', async () => {
    put(...all);
    const { paths, leftOut } = await opened();
    expect([...paths].sort()).toEqual([...DATA].sort());
    expect(leftOut).toEqual([]);
  });

  it('are ignored in a ZIP, at any depth', async () => {
    const entries = all.map((path) => ({ name: Buffer.from(path), bytes: Buffer.from(path) }));
    const { paths, close } = await openFolder(given('data.zip', storedZip(entries)));
    close();
    expect([...paths].sort()).toEqual([...DATA].sort());
  });
});

describe('links', () => {
  it('are followed inside and outside, to files and to folders', async () => {
    put('a/1.png');
    mkdirSync(at('elsewhere'));
    writeFileSync(at('elsewhere', '2.png'), 'outside');
    symlinkSync(at('elsewhere'), at('data', 'b'));
    symlinkSync(at('elsewhere', '2.png'), at('data', 'a', '2.png'));
    symlinkSync('a/1.png', at('data', '3.png'));
    const { paths, read, originOf } = await opened();
    expect([...paths].sort()).toEqual(['3.png', 'a/1.png', 'a/2.png', 'b/2.png']);
    expect(Buffer.from(await read('b/2.png')).toString()).toBe('outside');
    expect(originOf('a/2.png')).toBe(originOf('b/2.png'));
    expect(originOf('3.png')).toBe(originOf('a/1.png'));
    expect(originOf('a/1.png')).not.toBe(originOf('a/2.png'));
  });

  it('are followed to a folder that is itself a link, and hard links count as two files', async () => {
    put('a/1.png');
    linkSync(at('data', 'a', '1.png'), at('data', 'a', '2.png'));
    symlinkSync(at('data'), at('data-link'));
    const { paths, originOf } = await openFolder({ name: 'data', path: at('data-link') });
    expect(paths).toEqual(['a/1.png', 'a/2.png']);
    expect(originOf('a/1.png')).not.toBe(originOf('a/2.png'));
  });

  it('that double the folders at each level are followed a thousand times', async () => {
    put('0/1.png');
    for (let level = 1; level <= 20; level++) {
      mkdirSync(at('data', String(level)));
      for (const name of ['x', 'y']) symlinkSync(`../${String(level - 1)}`, at('data', String(level), name));
    }
    const { paths, leftOut } = await opened();
    expect(paths.length).toBeLessThanOrEqual(1001);
    expect(leftOut.length).toBeGreaterThan(0);
    expect(
      leftOut.every(({ why }) =>
        /is one of more than 1\s000 links to folders|folders deep/.test(fileReasonText(why)),
      ),
    ).toBe(true);
  });

  it('are left out if they are broken or circular', async () => {
    put('a/1.png', 'b/1.png');
    symlinkSync('nothing', at('data', 'gone.png'));
    symlinkSync('self.png', at('data', 'self.png'));
    symlinkSync('..', at('data', 'a', 'up'));
    symlinkSync('../b', at('data', 'a', 'b'));
    symlinkSync('../a', at('data', 'b', 'a'));
    const { paths, leftOut } = await opened();
    expect([...paths].sort()).toEqual(['a/1.png', 'a/b/1.png', 'b/1.png', 'b/a/1.png']);
    expect(leftOut).toEqual([
      { name: 'a/b/a', why: 'link-loop' },
      { name: 'a/up', why: 'link-loop' },
      { name: 'b/a/b', why: 'link-loop' },
      { name: 'b/a/up', why: 'link-loop' },
      { name: 'gone.png', why: 'link-broken' },
      { name: 'self.png', why: 'link-broken' },
    ]);
  });

  it('in a ZIP are left out', async () => {
    const name = (text: string) => Buffer.from(text);
    const zip = storedZip([
      { name: name('a/1.png'), bytes: name('x'), mode: 0o100644 },
      { name: name('a/2.png'), bytes: name('1.png'), mode: 0o120777 },
    ]);
    const { paths, leftOut, close } = await openFolder(given('a.zip', zip));
    close();
    expect(paths).toEqual(['a/1.png']);
    expect(leftOut).toEqual([{ name: 'a/2.png', why: 'link-in-zip' }]);
  });
});

describe('entries that are not files', () => {
  it('are left out below a folder, and refused as input, without waiting', async () => {
    put('a/1.png');
    execFileSync('mkfifo', [at('data', 'a', '2.png')]);
    symlinkSync('/dev/zero', at('data', 'a', '3.png'));
    const { paths, leftOut } = await opened();
    expect(paths).toEqual(['a/1.png']);
    expect(leftOut).toEqual([
      { name: 'a/2.png', why: { code: 'kind', kind: 'pipe' } },
      { name: 'a/3.png', why: { code: 'kind', kind: 'device' } },
    ]);
    const pipe = { name: '2.png', path: at('data', 'a', '2.png') };
    const message = refused('unreadable', /^2\.png is a pipe, not a file with data/);
    await expect(openFolder(pipe)).rejects.toMatchObject(message);
    await expect(firstBytes(pipe.path, pipe.name, 4)).rejects.toMatchObject(message);
    await expect(firstBytes('/dev/zero', 'zero', 4)).rejects.toMatchObject(
      refused('unreadable', /^zero is a device/),
    );
  });

  it('do not prevent an import: an unreadable folder is left out', async () => {
    put('a/1.png', 'b/1.png');
    chmodSync(at('data', 'b'), 0);
    const { paths, leftOut } = await opened();
    chmodSync(at('data', 'b'), 0o700);
    // Root can read everything.
    const isRoot = process.getuid?.() === 0;
    expect(paths).toEqual(isRoot ? ['a/1.png', 'b/1.png'] : ['a/1.png']);
    expect(leftOut).toEqual(isRoot ? [] : [{ name: 'b/', why: 'denied' }]);
  });
});

describe('names without a declared encoding', () => {
  const utf8Field = (name: Uint8Array, text: string, checksum = crc32(name)) => {
    const data = Buffer.concat([Buffer.of(1, 0, 0, 0, 0), Buffer.from(text)]);
    data.writeUInt32LE(checksum, 1);
    const head = Buffer.alloc(4);
    head.writeUInt16LE(0x7075, 0);
    head.writeUInt16LE(data.length, 2);
    return Buffer.concat([head, data]);
  };
  const korean = (text: string) => iconv.encode(text, 'cp949');
  const zipOf = (...names: { name: Uint8Array; flag?: number; extra?: Uint8Array }[]) =>
    given('동물.zip', storedZip(names.map((one) => ({ ...one, bytes: Buffer.from('x') }))));
  const pathsOf = async (zip: ReturnType<typeof zipOf>, encoding: ReadOptions['encoding'] = 'auto') => {
    const { paths, doubts, close } = await openFolder(zip, encoding);
    close();
    return { paths: [...paths], doubts };
  };

  it('are read as UTF-8 in a ZIP if they are valid, with or without the flag', async () => {
    for (const flag of [0, 0x800]) {
      const zip = zipOf({ name: Buffer.from('고양이/1.png'), flag }, { name: Buffer.from('개/1.png'), flag });
      expect(await pathsOf(zip)).toEqual({ paths: ['고양이/1.png', '개/1.png'], doubts: [] });
    }
  });

  it('are read as on Korean Windows, and the doubt lists the other encodings', async () => {
    const zip = zipOf({ name: korean('고양이/1.png') }, { name: korean('강아지\\\\1.png') });
    const { paths, doubts } = await pathsOf(zip);
    expect(paths).toEqual(['고양이/1.png', '강아지//1.png']);
    expect(wordedDoubts(doubts)).toEqual([
      {
        text: expect.stringMatching(/동물\.zip do not say .* Korean \(CP949\): 고양이/) as string,
        option: 'encoding',
        choices: expect.arrayContaining([
          { value: 'cp949', label: 'Korean (CP949): 고양이, 강아지\\\\1.png' },
          { value: 'cp437', label: expect.stringContaining('░φ╛τ└╠') as string },
        ]) as unknown,
      },
    ]);
    expect(doubts[0]?.choices[0]?.value).toBe('cp949');
  });

  it('are read in the chosen encoding', async () => {
    const zip = zipOf({ name: korean('고양이/1.png') });
    expect(await pathsOf(zip, 'cp437')).toEqual({ paths: ['░φ╛τ└╠/1.png'], doubts: [] });
    expect((await pathsOf(zip, 'cp949')).paths).toEqual(['고양이/1.png']);
    // Names with a declared encoding ignore the option.
    const marked = zipOf({ name: Buffer.from('개/1.png'), flag: 0x800 });
    expect((await pathsOf(marked, 'cp437')).paths).toEqual(['개/1.png']);
  });

  it('are taken from the Unicode field if its checksum matches the name', async () => {
    const name = korean('고양이/1.png');
    const right = zipOf({ name, extra: utf8Field(name, '냐옹/1.png') });
    expect(await pathsOf(right)).toEqual({ paths: ['냐옹/1.png'], doubts: [] });
    const stale = zipOf({ name, extra: utf8Field(name, '냐옹/1.png', 1) });
    expect((await pathsOf(stale)).paths).toEqual(['고양이/1.png']);
  });

  it('may contain backslash bytes that are half of a character', async () => {
    const zip = zipOf(
      { name: iconv.encode('ソ表\\1.png', 'shift_jis') },
      { name: iconv.encode('いぬ', 'shift_jis') },
    );
    expect((await pathsOf(zip)).paths).toEqual(['ソ表/1.png', 'いぬ']);
  });

  it('never lead outside the ZIP, in any encoding', async () => {
    for (const path of ['../고양이.png', '/고양이.png', 'C:/고양이.png', '..\\고양이.png']) {
      await expect(pathsOf(zipOf({ name: korean(path) }))).rejects.toMatchObject(
        refused('zip', /holds a file whose name leads out of the ZIP/),
      );
    }
  });

  it('are readable on disk', async () => {
    put('plain/1.png');
    mkdirSync(raw('고양이'));
    writeFileSync(raw('고양이/하나.png'), 'here');
    symlinkSync('nothing', raw('강아지'));
    const { paths, read, doubts, leftOut } = await opened();
    expect([...paths].sort()).toEqual(['plain/1.png', '고양이/하나.png']);
    expect(Buffer.from(await read('고양이/하나.png')).toString()).toBe('here');
    expect(leftOut).toEqual([{ name: '강아지', why: 'link-broken' }]);
    expect(doubts).toEqual([expect.objectContaining({ option: 'encoding' })]);
    expect((await opened('cp949')).doubts).toEqual([]);
    // With the wrong encoding, no file disappears silently.
    writeFileSync(raw('고양이/둘둘.png'), 'here');
    const wrong = await opened('utf-8');
    expect(wrong.paths.length + wrong.leftOut.length).toBe(4);
  });
});

it('finds copies by the content of files', async () => {
  put('a/1.png', 'b/1.png', 'c/2.png');
  for (const path of ['a/1.png', 'c/2.png']) writeFileSync(at('data', path), Buffer.alloc(600_000, 7));
  writeFileSync(at('data', 'b/1.png'), Buffer.alloc(600_000, 7).fill(8, 599_999));
  const folder = await opened();
  expect(await folder.isCopy('a/1.png', 'c/2.png')).toBe(true);
  expect(await folder.isCopy('a/1.png', 'b/1.png')).toBe(false);
  const entries = [Buffer.from('x'), Buffer.from('x'), Buffer.from('y')].map((bytes, i) => ({
    name: Buffer.from(String(i)),
    bytes,
  }));
  const zip = await openFolder(given('a.zip', storedZip(entries)));
  expect(await zip.isCopy('0', '1')).toBe(true);
  expect(await zip.isCopy('0', '2')).toBe(false);
  zip.close();
});
