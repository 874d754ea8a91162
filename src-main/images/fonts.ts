import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { refusal } from '../contract/error';

/** Font files of the system, with the family that they declare. */
interface FontFiles {
  readonly family: string;
  /** Names of files: the regular one, and the bold one if there is one. */
  readonly files: readonly [string, ...string[]];
}

/** Fonts for text in Latin letters, the best first: those of Linux, Windows and macOS. */
const LATIN: readonly FontFiles[] = [
  { family: 'Noto Sans', files: ['NotoSans-Regular.ttf', 'NotoSans-Bold.ttf'] },
  { family: 'DejaVu Sans', files: ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'] },
  { family: 'Liberation Sans', files: ['LiberationSans-Regular.ttf', 'LiberationSans-Bold.ttf'] },
  { family: 'FreeSans', files: ['FreeSans.ttf', 'FreeSansBold.ttf'] },
  { family: 'Segoe UI', files: ['segoeui.ttf', 'segoeuib.ttf'] },
  { family: 'Arial', files: ['arial.ttf', 'arialbd.ttf'] },
  { family: 'Arial', files: ['Arial.ttf', 'Arial Bold.ttf'] },
  { family: 'Helvetica', files: ['Helvetica.ttc'] },
];

/** Fonts with Hangul, most of them also with Hanzi and Kana. */
const KOREAN: readonly FontFiles[] = [
  { family: 'Noto Sans CJK KR', files: ['NotoSansCJK-Regular.ttc', 'NotoSansCJK-Bold.ttc'] },
  { family: 'Noto Sans KR', files: ['NotoSansKR-Regular.otf', 'NotoSansKR-Bold.otf'] },
  { family: 'Noto Sans KR', files: ['NotoSansKR-Regular.ttf', 'NotoSansKR-Bold.ttf'] },
  { family: 'NanumGothic', files: ['NanumGothic.ttf', 'NanumGothicBold.ttf'] },
  { family: 'UnDotum', files: ['UnDotum.ttf', 'UnDotumBold.ttf'] },
  { family: 'Malgun Gothic', files: ['malgun.ttf', 'malgunbd.ttf'] },
  { family: 'Apple SD Gothic Neo', files: ['AppleSDGothicNeo.ttc'] },
];

const CJK = /[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af]/u;
/** Folders of fonts lie this deep at most. */
const DEPTH = 5;

export interface Fonts {
  /** The family for most text. */
  readonly family: string;
  readonly buffers: readonly Uint8Array[];
}

/**
 * Reads the system's fonts for a text without serifs, of which most are megabytes large: only those that it needs.
 * @param folders where fonts lie
 * @throws WorkbenchError `export.no-font`
 */
export async function fontsFor(text: string, folders: readonly string[] = fontFolders()): Promise<Fonts> {
  const found = new Map<string, string>();
  for (const folder of folders) await addFonts(found, folder, DEPTH);
  const bestOf = (fonts: readonly FontFiles[], script: 'latin' | 'korean') => {
    const best = fonts.find(({ files: [regular] }) => found.has(regular));
    if (best === undefined) throw refusal('export.no-font', { script });
    return best;
  };
  const latin = bestOf(LATIN, 'latin');
  const chosen = CJK.test(text) ? [latin, bestOf(KOREAN, 'korean')] : [latin];
  const paths = chosen.flatMap(({ files }) => files.flatMap((name) => found.get(name) ?? []));
  return { family: latin.family, buffers: await Promise.all(paths.map((path) => readFile(path))) };
}

/** Adds the files below a folder by their names; one that cannot be read has none. */
async function addFonts(found: Map<string, string>, folder: string, depth: number): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) {
      if (!found.has(entry.name)) found.set(entry.name, path);
    } else if (depth > 1) await addFonts(found, path, depth - 1);
  }
}

function fontFolders(): string[] {
  const { env, platform } = process;
  const home = homedir();
  if (platform === 'win32')
    return [
      join(env['WINDIR'] ?? 'C:\\Windows', 'Fonts'),
      join(env['LOCALAPPDATA'] ?? home, 'Microsoft', 'Windows', 'Fonts'),
    ];
  if (platform === 'darwin')
    return ['/System/Library/Fonts', '/Library/Fonts', join(home, 'Library', 'Fonts')];
  const data = (env['XDG_DATA_DIRS'] || '/usr/local/share:/usr/share').split(':');
  return [
    join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'fonts'),
    join(home, '.fonts'),
    ...data.map((folder) => join(folder, 'fonts')),
  ];
}
