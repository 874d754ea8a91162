import { Zip, ZipPassThrough } from 'fflate';
import { refusal } from '../../src-main/contract/error';
import { MAX_UPLOAD_BYTES } from '../../src-main/contract/files';
import { MAX_GIVEN_FILES } from '../../src-main/contract/dataset';
import {
  arePicturesTheData,
  extensionOf,
  isDataName,
  isDocument,
  isLitter,
  isLitterName,
  isPackedTwin,
} from '../../src-main/contract/given-paths';

/** A dropped or chosen file. */
export interface GivenFile {
  readonly file: File;
  /** Path from the dropped folder on, with slashes; only the name if the file itself was dropped. */
  readonly path: string;
}

/** The most files that a ZIP can list without its 64-bit extension. */
const MAX_PACKED = 65_000;

/**
 * Dropped files, including those in folders. Must be called during the drop event, because its items are unavailable
 * afterwards.
 */
export async function droppedFiles(transfer: DataTransfer | null): Promise<GivenFile[]> {
  const items = [...(transfer?.items ?? [])].filter(({ kind }) => kind === 'file');
  const found = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const all: GivenFile[] = [];
  for (const { entry, file } of found) {
    if (entry?.isDirectory === true) all.push(...(await filesBelow(entry as FileSystemDirectoryEntry, '')));
    else if (file !== null) all.push({ file, path: file.name });
  }
  return all.filter(isData);
}

/** Files from a file chooser, for files or for a folder. */
export function chosenFiles(list: FileList | null): GivenFile[] {
  return [...(list ?? [])]
    .map((file) => ({ file, path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath }))
    .filter(isData);
}

/** Whether a file is data. The name of the given folder does not matter, only the path inside it. */
const isData = ({ path }: GivenFile): boolean => !isLitter(path.slice(path.indexOf('/') + 1));

async function filesBelow(folder: FileSystemDirectoryEntry, above: string): Promise<GivenFile[]> {
  const path = `${above}${folder.name}`;
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  // The reader returns up to a hundred entries per call, and none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((give, fail) => {
      reader.readEntries(give, fail);
    });
    if (some.length === 0) break;
    entries.push(...some);
  }
  const wanted = entries.filter(({ name }) => !isLitterName(name));
  const files = await Promise.all(
    wanted.map(async (entry) =>
      entry.isDirectory
        ? filesBelow(entry as FileSystemDirectoryEntry, `${path}/`)
        : [{ file: await fileOf(entry as FileSystemFileEntry), path: `${path}/${entry.name}` }],
    ),
  );
  return files.flat();
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((give, fail) => {
    entry.file(give, fail);
  });
}

/**
 * The files to upload: images and the files next to them as one ZIP, because they may be many and their folders are
 * their classes; other files unchanged.
 * @param onProgress receives a fraction from 0 to 1
 * @throws WorkbenchError `upload.too-large`, `upload.failed`
 */
export async function filesToSend(
  given: readonly GivenFile[],
  onProgress: (fraction: number) => void,
): Promise<File[]> {
  const sizes = new Map(given.map(({ path, file }) => [path, file.size]));
  if (!arePicturesTheData([...sizes.keys()], (path) => sizes.get(path) ?? 0)) {
    const data = withoutUnneeded(given);
    // Too many files, or a folder of files without extensions, may be images whose names do not say so.
    const isNamed = ({ path }: GivenFile) => extensionOf(path) !== '' || isDataName(path);
    const areNamed = folderOf(given) === null || data.length === 1 || data.some(isNamed);
    if (data.length <= MAX_GIVEN_FILES && areNamed) return data.map(({ file }) => file);
  }
  const bytes = given.reduce((sum, { file }) => sum + file.size, 0);
  if (given.length > MAX_PACKED || bytes > MAX_UPLOAD_BYTES) {
    throw refusal('upload.too-large.folder', {
      count: given.length,
      most: MAX_PACKED,
      bytes,
      mostBytes: MAX_UPLOAD_BYTES,
    });
  }
  const folder = folderOf(given);
  return [await packed(given, { folder, name: folder ?? 'images' }, onProgress)];
}

/**
 * Packs files with their paths into one ZIP.
 * @param folder the one that all are in, which is left out of their paths
 * @throws WorkbenchError `upload.failed`
 */
export async function packed(
  given: readonly GivenFile[],
  { folder, name }: { readonly folder: string | null; readonly name: string },
  onProgress: (fraction: number) => void,
): Promise<File> {
  const chunks: BlobPart[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    chunks.push(chunk);
  });
  for (const [index, { file, path }] of given.entries()) {
    // Images are already compressed, so they are only stored.
    const member = new ZipPassThrough(folder === null ? path : path.slice(folder.length + 1));
    zip.add(member);
    member.push(await bytesOf(file), true);
    onProgress((index + 1) / given.length);
  }
  zip.end();
  return new File(chunks, name);
}

/** Removes documents if there are too many files; if there are few, the import reports what it does with them. */
function withoutUnneeded(given: readonly GivenFile[]): readonly GivenFile[] {
  if (given.length <= MAX_GIVEN_FILES) return given;
  const all = new Set(given.map(({ path }) => path));
  return given.filter(({ path }) => !isDocument(path) && !isPackedTwin(path, all));
}

async function bytesOf(file: File): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw refusal('upload.failed.read', { name: file.name === '' ? null : file.name }, { cause });
  }
}

/** The folder that contains all files, if there is one; its name says nothing about the content. */
export function folderOf(given: readonly GivenFile[]): string | null {
  const folders = new Set(
    given.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : null)),
  );
  const [only] = folders;
  return folders.size === 1 ? (only ?? null) : null;
}
