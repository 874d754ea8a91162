import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linesOf, NotUtf8 } from './lines';
import { evidentEncoding, type StreamEncoding } from './text-stream';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lines-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function read(bytes: Uint8Array | string, encoding: StreamEncoding = 'utf-8'): Promise<string[]> {
  const path = join(folder, 'text');
  writeFileSync(path, bytes);
  const lines: string[] = [];
  for await (const some of linesOf(path, 'text', encoding)) lines.push(...some);
  return lines;
}

describe('linesOf', () => {
  it.each([
    ['LF', 'a\nb\n\nc\n', ['a', 'b', '', 'c']],
    ['CR LF', 'a\r\nb\r\n\r\nc\r\n', ['a', 'b', '', 'c']],
    ['CR', 'a\rb\r\rc\r', ['a', 'b', '', 'c']],
    ['all of them', 'a\nb\r\nc\rd\n\re', ['a', 'b', 'c', 'd', '', 'e']],
    ['no end', 'a\nb', ['a', 'b']],
    ['nothing', '', []],
  ])('ends lines at %s', async (_, text, lines) => {
    expect(await read(text)).toEqual(lines);
  });

  it('joins lines across chunks of a file', async () => {
    // A chunk has 256 KiB: it ends between CR and LF, inside a line, and inside a character.
    const line = 'x'.repeat(256 * 1024 - 1);
    expect(await read(`${line}\r\nb\r\n`)).toEqual([line, 'b']);
    expect(await read(`${line}\r`)).toEqual([line]);
    expect(await read(`${line}가\nb`)).toEqual([`${line}가`, 'b']);
    expect(await read(`a\n${line}${line}${line}\nb`)).toEqual(['a', line + line + line, 'b']);
  });

  it('reads other encodings, and removes a byte order mark', async () => {
    expect(await read('\uFEFFa\nb')).toEqual(['a', 'b']);
    const utf16 = Buffer.from('\uFEFF위,1\r\n아래,2\n', 'utf16le');
    expect(await read(utf16, 'utf-16le')).toEqual(['위,1', '아래,2']);
    expect(await read(Buffer.from(utf16).swap16(), 'utf-16be')).toEqual(['위,1', '아래,2']);
    expect(await read(Buffer.of(0xb0, 0xed, 0x0a, 0xbe, 0xe7), 'cp949')).toEqual(['고', '양']);
    expect(await read(Buffer.of(0xe9, 0x0a), 'windows-1252')).toEqual(['é']);
    await expect(read(Buffer.of(0x61, 0xe9, 0x0a))).rejects.toBeInstanceOf(NotUtf8);
  });
});

describe('evidentEncoding', () => {
  const utf16 = Buffer.from('x,y\n1.5,2\n', 'utf16le');
  it.each([
    ['utf-8', Buffer.from('\uFEFFx')],
    ['utf-16le', Buffer.from('\uFEFF위', 'utf16le')],
    ['utf-16be', Buffer.from('\uFEFF위', 'utf16le').swap16()],
    ['utf-16le', utf16],
    ['utf-16be', Buffer.from(utf16).swap16()],
    [null, Buffer.from('x,y\n')],
    [null, Buffer.of(0, 0, 8, 3, 0, 0, 0, 10)],
    [null, new Uint8Array(0)],
  ])('finds %s', (encoding, head) => {
    expect(evidentEncoding(head)).toBe(encoding);
  });
});
