/**
 * What the names of given files say before anything is opened. The window and the importer use the same lists, so that
 * a folder means the same dropped, chosen, packed, or read where it lies.
 */

/** In lower case, of pictures that are read. */
const PICTURE_EXTENSIONS: readonly string[] = [
  ...['png', 'apng', 'jpg', 'jpeg', 'jpe', 'jfif', 'pjpeg', 'pjp', 'mpo'],
  ...['webp', 'gif', 'bmp', 'dib', 'tif', 'tiff'],
];

/** Folders and files, in lower case, that systems, network drives and tools leave beside data. */
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
/** Hidden files and folders, streams of NTFS and of Synology kept as files, and locks of Office. */
const LITTER_NAME = /^\.|^~\$|:zone\.identifier$|@syno(resource|eastream)$|^thumbs\.db:/i;

/** Whether a name, of a file or a folder, is none that a person put there as data. */
export const isLitterName = (name: string): boolean =>
  LITTER.has(name.toLowerCase()) || LITTER_NAME.test(name);

/** @param path from the folder on that was given, with slashes */
export const isLitter = (path: string): boolean => path.split('/').some(isLitterName);

export const isPictureName = (path: string): boolean => PICTURE_EXTENSIONS.includes(extensionOf(path));

/** In lower case, without its dot; empty where there is none. */
export const extensionOf = (path: string): string => /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';

/** What commonly lies beside data and is none: texts, programs, descriptions, checksums. */
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

/** A folder of so few pictures, beside files with more data, is a folder of these: the pictures are figures. */
const FEW_PICTURES = 8;
const DATA_NAME = /(ubyte|idx\d?|\.(npz|npy|bin|csv|tsv))(\.gz)?$/i;
/** Whether a file is called like one of data. */
export const isDataName = (path: string): boolean => DATA_NAME.test(path) && !isDocument(path);
const TABLE_NAME = /\.(csv|tsv)(\.gz)?$/i;
/** A table beside pictures often describes them. */
const TABLE_WEIGHT = 0.1;

/** Whether files that are called like pictures are the data among others. */
export function arePicturesTheData(paths: readonly string[], bytesOf: (path: string) => number): boolean {
  const pictures = paths.filter(isPictureName);
  if (pictures.length === 0 || pictures.length > FEW_PICTURES) return pictures.length > 0;
  const sum = (some: readonly string[]) => some.reduce((bytes, path) => bytes + bytesOf(path), 0);
  const others = paths.filter(isDataName);
  const tables = others.filter((path) => TABLE_NAME.test(path));
  const arrays = others.filter((path) => !TABLE_NAME.test(path));
  return sum(arrays) + TABLE_WEIGHT * sum(tables) <= sum(pictures);
}

/** A gzipped file of which there is the unpacked one, too. */
export const isPackedTwin = (path: string, all: ReadonlySet<string>): boolean =>
  /\.gz$/i.test(path) && all.has(path.slice(0, -3));
