import { stat } from 'node:fs/promises';
import type { ReadOptions } from '../contract/dataset';
import { openZip } from './zip';

/** A file in a ZIP. */
export interface ZippedFile {
  readonly zip: string;
  readonly encoding: ReadOptions['encoding'];
  readonly member: string;
}

/** The name of a ZIP in messages: the user knows it, and the file's name precedes it. */
const IN_SENTENCES = 'its ZIP';

/** A path for a file in a ZIP. No file on disk can have such a path, because a ZIP is not a folder. */
export const zippedPath = ({ zip, encoding, member }: ZippedFile): string => `${zip}/${encoding}:${member}`;

/** The file that a path from `zippedPath` denotes; null for any other path. */
export async function zippedFileAt(path: string): Promise<ZippedFile | null> {
  const [head = '', ...rest] = path.split(/\/(?=[\w-]+:)/);
  let zip = head;
  for (const [i, part] of rest.entries()) {
    const stats = await stat(zip).catch(() => null);
    if (stats?.isFile() === true) {
      const [encoding = ''] = part.split(':', 1);
      const member = [part.slice(encoding.length + 1), ...rest.slice(i + 1)].join('/');
      return { zip, encoding: encoding as ZippedFile['encoding'], member };
    }
    zip = `${zip}/${part}`;
  }
  return null;
}

/** Yields its bytes, unpacked from the ZIP, but still gzipped if it is a gzip. @throws WorkbenchError as `openZip` */
export async function* zippedChunks(file: ZippedFile): AsyncGenerator<Uint8Array, void, void> {
  const { members, close } = await openZip(file.zip, IN_SENTENCES, file.encoding);
  try {
    yield* (members.find(({ path }) => path === file.member) ?? missing(file)).chunks();
  } finally {
    close();
  }
}

/** Its uncompressed size as declared in the ZIP. @throws WorkbenchError as `openZip` */
export async function zippedBytes(file: ZippedFile): Promise<number> {
  const { members, close } = await openZip(file.zip, IN_SENTENCES, file.encoding);
  close();
  return (members.find(({ path }) => path === file.member) ?? missing(file)).bytes;
}

function missing({ member }: ZippedFile): never {
  throw Object.assign(new Error(`${member} is not in its ZIP any more`), { code: 'ENOENT' });
}
