import { stat } from 'node:fs/promises';
import type { ReadOptions } from '../contract/dataset';
import { isLitter } from '../contract/given-paths';
import { checkIsFile, readingProblem } from './file-problem';
import { openDirectory } from './directory';
import type { Folder, GivenFile } from './formats/format';
import { checkFileSize } from './limits';
import { openZip } from './zip';
import { zippedFileAt } from './zipped-file';

/**
 * Opens a folder or a ZIP.
 * @param encoding of names that do not declare one
 * @throws WorkbenchError `dataset.too-large`, `dataset.zip` or `dataset.unreadable`
 */
export async function openFolder(
  given: GivenFile,
  encoding: ReadOptions['encoding'] = 'auto',
): Promise<Folder> {
  return (await isFolder(given)) ? openDirectory(given, encoding) : openArchive(given, encoding);
}

/** @throws WorkbenchError `dataset.unreadable`, also for an entry that is neither a folder nor a file */
export async function isFolder({ path, name }: GivenFile): Promise<boolean> {
  if ((await zippedFileAt(path)) !== null) return false;
  const stats = await stat(path).catch((error: unknown) => {
    throw readingProblem(error, name);
  });
  if (stats.isDirectory()) return true;
  checkIsFile(stats, name);
  return false;
}

async function openArchive({ path, name }: GivenFile, encoding: ReadOptions['encoding']): Promise<Folder> {
  const zip = await openZip(path, name, encoding);
  const members = new Map(zip.members.filter((one) => !isLitter(one.path)).map((one) => [one.path, one]));
  const memberAt = (wanted: string) => {
    const member = members.get(wanted);
    if (member === undefined) throw new RangeError(`${name} has no ${wanted}.`);
    return member;
  };
  return {
    paths: [...members.keys()],
    async read(wanted) {
      const member = memberAt(wanted);
      checkFileSize(member.bytes, wanted);
      const chunks: Uint8Array[] = [];
      for await (const chunk of member.chunks()) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    async start(wanted, bytes) {
      for await (const chunk of memberAt(wanted).chunks()) return chunk.subarray(0, bytes);
      return new Uint8Array(0);
    },
    fileAt: () => null,
    originOf: (wanted) => wanted,
    isCopy(wanted, other) {
      const [a, b] = [memberAt(wanted), memberAt(other)];
      return Promise.resolve(a.bytes === b.bytes && a.crc32 === b.crc32);
    },
    leftOut: zip.leftOut.filter((one) => !isLitter(one.name)),
    doubts: zip.doubts,
    close: zip.close,
  };
}
