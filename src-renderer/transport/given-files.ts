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

/** A file as it was dropped or chosen. */
export interface GivenFile {
  readonly file: File;
  /** From the folder on that was given, with slashes; the name alone where it was given itself. */
  readonly path: string;
}

/** As many as a ZIP can list without its 64-bit extension. */
const MAX_PACKED = 65_000;

/** What was dropped, with all that is in folders. Call it during the drop event: its items are gone afterwards. */
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

/** What a file chooser gave, of files or of a folder. */
export function chosenFiles(list: FileList | null): GivenFile[] {
  return [...(list ?? [])]
    .map((file) => ({ file, path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath }))
    .filter(isData);
}

/** The folder that was given may be called as it likes: what is in it counts. */
const isData = ({ path }: GivenFile): boolean => !isLitter(path.slice(path.indexOf('/') + 1));

async function filesBelow(folder: FileSystemDirectoryEntry, above: string): Promise<GivenFile[]> {
  const path = `${above}${folder.name}`;
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  // It gives a hundred at a time, and none at the end.
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
 * The files to be sent: pictures, and all that lies with them, as one ZIP, since they may be many and their folders
 * show their classes; anything else as it is.
 * @param onProgress from 0 to 1
 * @throws WorkbenchError `upload.too-large`, `upload.failed`
 */
export async function filesToSend(
  given: readonly GivenFile[],
  onProgress: (fraction: number) => void,
): Promise<File[]> {
  const sizes = new Map(given.map(({ path, file }) => [path, file.size]));
  if (!arePicturesTheData([...sizes.keys()], (path) => sizes.get(path) ?? 0)) {
    const data = withoutUnneeded(given);
    // More, or a folder of files without extensions, may be pictures whose names do not say so.
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
  const chunks: BlobPart[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    chunks.push(chunk);
  });
  const folder = folderOf(given);
  for (const [index, { file, path }] of given.entries()) {
    // Pictures are compressed as they are.
    const member = new ZipPassThrough(folder === null ? path : path.slice(folder.length + 1));
    zip.add(member);
    member.push(await bytesOf(file), true);
    onProgress((index + 1) / given.length);
  }
  zip.end();
  return [new File(chunks, folder ?? 'images')];
}

/** Without documents where there are too many files: where there are few, what becomes of them is reported. */
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

/** The folder that everything lies in: its name says nothing about what is in it. */
function folderOf(given: readonly GivenFile[]): string | null {
  const folders = new Set(
    given.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : null)),
  );
  const [only] = folders;
  return folders.size === 1 ? (only ?? null) : null;
}
