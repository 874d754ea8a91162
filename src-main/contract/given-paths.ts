/**
 * Classifies given files by name, before any is opened. The window and the importer use the same lists, so that a
 * folder is read the same way whether it is dropped, chosen, zipped, or read in place.
 */

/** Extensions of picture formats that are read, in lower case. */
const PICTURE_EXTENSIONS: readonly string[] = [
  ...['png', 'apng', 'jpg', 'jpeg', 'jpe', 'jfif', 'pjpeg', 'pjp', 'mpo'],
  ...['webp', 'gif', 'bmp', 'dib', 'tif', 'tiff'],
];

/** Folders and files that operating systems, network drives and tools leave beside data, in lower case. */
const LITTER: ReadonlySet<string> = new Set([
  // macOS
  '__macosx',
  'icon\r',
  'network trash folder',
  'temporary items',
  // Windows
  '$recycle.bin',
  'recycler',
  'system volume information',
  'thumbs.db',
  'ehthumbs.db',
  'ehthumbs_vista.db',
  'desktop.ini',
  'picasa.ini',
  // Linux
  'lost+found',
  // Synology and QNAP
  '@eadir',
  '#recycle',
  '#snapshot',
  '@recycle',
  '@recently-snapshot',
  '@sharebin',
  '@tmp',
  '@__thumb',
  // Python and Node
  '__pycache__',
  'node_modules',
]);
/** Hidden files and folders, NTFS and Synology streams stored as files, and lock files of Office. */
const LITTER_NAME = /^\.|^~\$|:zone\.identifier$|@syno(resource|eastream)$|^thumbs\.db:/i;

/** Whether the name of a file or folder shows that no person put it there as data. */
export const isLitterName = (name: string): boolean =>
  LITTER.has(name.toLowerCase()) || LITTER_NAME.test(name);

/** @param path relative to the given folder, with slashes */
export const isLitter = (path: string): boolean => path.split('/').some(isLitterName);

export const isPictureName = (path: string): boolean => PICTURE_EXTENSIONS.includes(extensionOf(path));

/** The extension in lower case, without the dot; empty if there is none. */
export const extensionOf = (path: string): string => /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';

/** Files that often accompany data: texts, programs, descriptions, checksums. */
const DOCUMENT_NAME =
  /^(readme|licen[cs]e|copying|notice|authors|contribut\w+|changelog|citation|version|checksums?|md5sums?|sha\d+sums?)\b/i;
const DOCUMENT_EXTENSIONS: ReadonlySet<string> = new Set(
  (
    'html htm md rst pdf doc docx ppt pptx odt rtf tex bib json jsonl yaml yml toml xml ini cfg cff ipynb py pyc m c cc ' +
    'cpp h hpp js ts java r rb sh bat ps1 lua css log md5 sha1 sha256 sha512 sfv sig asc torrent url webloc lnk'
  ).split(' '),
);

export function isDocument(path: string): boolean {
  const name = path.split('/').pop() ?? path;
  return DOCUMENT_NAME.test(name) || DOCUMENT_EXTENSIONS.has(extensionOf(name));
}

/** In a folder with at most this many pictures, beside files with more data, the pictures are figures. */
const FEW_PICTURES = 8;
const DATA_NAME = /(ubyte|idx\d?|\.(npz|npy|bin|csv|tsv))(\.gz)?$/i;
/** Whether a file's name is that of a data file. */
export const isDataName = (path: string): boolean => DATA_NAME.test(path) && !isDocument(path);
const TABLE_NAME = /\.(csv|tsv)(\.gz)?$/i;
/** The weight of a table's bytes: a table beside pictures often only describes them. */
const TABLE_WEIGHT = 0.1;

/** Whether files with picture names are the data, among other files. */
export function arePicturesTheData(paths: readonly string[], bytesOf: (path: string) => number): boolean {
  const pictures = paths.filter(isPictureName);
  if (pictures.length === 0 || pictures.length > FEW_PICTURES) return pictures.length > 0;
  const sum = (some: readonly string[]) => some.reduce((bytes, path) => bytes + bytesOf(path), 0);
  const others = paths.filter(isDataName);
  const tables = others.filter((path) => TABLE_NAME.test(path));
  const arrays = others.filter((path) => !TABLE_NAME.test(path));
  return sum(arrays) + TABLE_WEIGHT * sum(tables) <= sum(pictures);
}

/** Whether a file is gzipped and its uncompressed version exists, too. */
export const isPackedTwin = (path: string, all: ReadonlySet<string>): boolean =>
  /\.gz$/i.test(path) && all.has(path.slice(0, -3));
