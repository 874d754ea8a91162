import type { ReadOptions } from '../contract/dataset';
import { openFolder } from './folder';
import type { Folder, GivenFile } from './formats/format';

/**
 * Presents several folders and ZIPs as one folder that contains them, e.g. `train.zip` and `test.zip`; a single one is
 * opened as it is.
 * @throws WorkbenchError as `openFolder`
 */
export async function openFolders(
  given: readonly GivenFile[],
  encoding: ReadOptions['encoding'],
): Promise<Folder> {
  const [only] = given;
  if (only !== undefined && given.length === 1) return openFolder(only, encoding);
  const folders = new Map<string, Folder>();
  const close = () => {
    for (const folder of folders.values()) folder.close();
  };
  try {
    for (const one of given) folders.set(freeName(one.name, folders), await openFolder(one, encoding));
  } catch (error) {
    close();
    throw error;
  }
  const [...all] = folders;
  const at = (path: string): { folder: Folder; rest: string } => {
    const cut = path.indexOf('/');
    const folder = folders.get(path.slice(0, cut));
    if (folder === undefined) throw new RangeError(`There is no ${path}.`);
    return { folder, rest: path.slice(cut + 1) };
  };
  return {
    paths: all.flatMap(([name, { paths }]) => paths.map((path) => `${name}/${path}`)),
    read: (path) => at(path).folder.read(at(path).rest),
    start: (path, bytes) => at(path).folder.start(at(path).rest, bytes),
    fileAt: (path) => at(path).folder.fileAt(at(path).rest),
    // Files in a ZIP have no links: each path is its own origin.
    originOf: (path) =>
      at(path).folder.fileAt(at(path).rest) === null ? path : at(path).folder.originOf(at(path).rest),
    async isCopy(path, other) {
      const [a, b] = [at(path), at(other)];
      if (a.folder === b.folder) return a.folder.isCopy(a.rest, b.rest);
      return Buffer.compare(await a.folder.read(a.rest), await b.folder.read(b.rest)) === 0;
    },
    leftOut: all.flatMap(([prefix, { leftOut }]) =>
      leftOut.map(({ name, why }) => ({ name: `${prefix}/${name}`, why })),
    ),
    doubts: all.flatMap(([, { doubts }]) => doubts),
    close,
  };
}

/** An unused name for a folder; for a ZIP, that of the folder it would be unpacked to. */
function freeName(name: string, taken: ReadonlyMap<string, Folder>): string {
  const plain = name.replace(/\.zip$/i, '').replaceAll('/', '_');
  let free = plain;
  for (let n = 2; taken.has(free); n++) free = `${plain} ${String(n)}`;
  return free;
}
