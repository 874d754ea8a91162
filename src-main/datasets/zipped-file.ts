import { stat } from 'node:fs/promises';
import type { ReadOptions } from '../contract/dataset';
import { openZip } from './zip';

/** A file in a ZIP. */
export interface ZippedFile {
  readonly zip: string;
  readonly encoding: ReadOptions['encoding'];
  readonly member: string;
}

/** The ZIP's own name is known to the person who gave it; the file's name comes before this. */
const IN_SENTENCES = 'its ZIP';

/** A path for a file in a ZIP, which no file of the system can have: a ZIP is no folder. */
export const zippedPath = ({ zip, encoding, member }: ZippedFile): string => `${zip}/${encoding}:${member}`;

/** What a path of `zippedPath` stands for; null for any other. */
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

/** @returns its bytes, unpacked from the ZIP only. @throws WorkbenchError as `openZip` */
export async function* zippedChunks(file: ZippedFile): AsyncGenerator<Uint8Array, void, void> {
  const { members, close } = await openZip(file.zip, IN_SENTENCES, file.encoding);
  try {
    yield* (members.find(({ path }) => path === file.member) ?? missing(file)).chunks();
  } finally {
    close();
  }
}

/** As its ZIP declares it. @throws WorkbenchError as `openZip` */
export async function zippedBytes(file: ZippedFile): Promise<number> {
  const { members, close } = await openZip(file.zip, IN_SENTENCES, file.encoding);
  close();
  return (members.find(({ path }) => path === file.member) ?? missing(file)).bytes;
}

function missing({ member }: ZippedFile): never {
  throw Object.assign(new Error(`${member} is not in its ZIP any more`), { code: 'ENOENT' });
}
