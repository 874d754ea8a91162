import { createHash } from 'node:crypto';
import type { LeftOut } from '../contract/dataset';
import { decodedChunks } from './decoded-chunks';
import { isFolder } from './folder';
import type { DataFile } from './unfold';

/**
 * Removes copies: files with alike names and equal content, gzipped or not. Publishers include some files again in
 * separate folders. Equal content under different names may be intended, as with the labels of two splits.
 */
export async function withoutCopies(
  files: readonly DataFile[],
): Promise<{ kept: DataFile[]; copies: LeftOut[] }> {
  const byName = new Map<string, DataFile[]>();
  for (const file of files) byName.set(plain(file.name), [...(byName.get(plain(file.name)) ?? []), file]);
  const contents = new Map<string, DataFile>();
  const kept: DataFile[] = [];
  const copies: LeftOut[] = [];
  // Of copies, the one in the uppermost folder stays, and an unpacked file before its gzip.
  for (const file of [...files].sort((a, b) => rank(a) - rank(b))) {
    const isAlone = byName.get(plain(file.name))?.length === 1;
    const content = isAlone || (await isFolder(file)) ? null : await hashOf(file);
    const before = content === null ? undefined : contents.get(content);
    if (before === undefined) kept.push(file);
    else copies.push({ name: file.place, why: { code: 'same-content', as: before.place } });
    if (content !== null) contents.set(content, before ?? file);
  }
  return { kept: files.filter((file) => kept.includes(file)), copies };
}

const rank = ({ place }: DataFile): number => 2 * place.split('/').length + Number(place.endsWith('.gz'));

/** `x.idx3-ubyte`, `x-idx3-ubyte.gz`, `x-idx3-ubyte (1)` and `x-idx3-ubyte copy` count as alike names. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\.gz$/, '')
    .replace(/^copy of /, '')
    .replace(/ ?\(\d+\)|[-_ ]+(copy|복사본)( ?\d+)?(?=\.|$)/g, '')
    .replaceAll(/[._]/g, '-');

async function hashOf({ path, name }: DataFile): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of decodedChunks(path, name)) hash.update(chunk);
  return hash.digest('hex');
}
