import type { LeftOut } from '../../contract/dataset';
import { WorkbenchError } from '../../contract/error';
import { countText } from '../../contract/numbers';
import { WHITE_16 } from '../../images/deep';
import { lookAt, type Look } from '../../images/look';
import { readPictureHeader } from '../../images/picture';
import type { PictureHeader } from '../../images/picture-header';
import { inNaturalOrder } from '../classes';
import { checkUnreadable, whyUnreadable } from '../unreadable-items';
import type { Folder } from './format';

/** What all pictures of a folder are like, but for those that cannot be read. */
export interface Survey {
  readonly headers: ReadonlyMap<string, PictureHeader>;
  readonly unreadable: readonly LeftOut[];
  readonly channels: 1 | 3;
  /** The value of white where samples have 16 bits. */
  readonly white: number;
  readonly notes: readonly string[];
}

/**
 * Pixels that are decoded to see whether pictures are sound, whether they look grey, and which range they use: in about
 * 3 s. 60 000 pictures of 28×28 are within.
 */
const LOOKED_AT_PIXELS = 128e6;
/** What a small picture costs, too. */
const LEAST_PIXELS = 2048;
/**
 * Reads the header of each picture, and the pixels of as many as `LOOKED_AT_PIXELS` allow, evenly over the folder.
 * @throws WorkbenchError `dataset.pictures` where too many cannot be read, or why none can be opened
 */
export async function survey(folder: Folder, paths: readonly string[]): Promise<Survey> {
  const headers = new Map<string, PictureHeader>();
  const looks: Look[] = [];
  const unreadable: LeftOut[] = [];
  let refusal: WorkbenchError | null = null;
  let spent = 0;
  for (const [i, path] of paths.entries()) {
    try {
      const bytes = await folder.read(path);
      const header = readPictureHeader(bytes);
      const cost = Math.max(LEAST_PIXELS, header.width * header.height);
      if (looks.length === 0 || spent + cost <= (LOOKED_AT_PIXELS * (i + 1)) / paths.length) {
        spent += cost;
        looks.push(await lookAt(bytes, header));
      }
      headers.set(path, header);
    } catch (error) {
      unreadable.push({ name: path, why: whyUnreadable(error, path) });
      if (error instanceof WorkbenchError) refusal ??= error;
    }
  }
  unreadable.sort((a, b) => inNaturalOrder(a.name, b.name));
  // Where none can even be opened, the reason for that says more.
  if (headers.size === 0 && refusal !== null) throw refusal;
  checkUnreadable(unreadable, paths.length);
  const all = [...headers.values()];
  const extent = looks.length === all.length ? 'all' : `${countText(looks.length)} that were looked at`;
  return {
    headers,
    unreadable,
    ...colorsOf(all, looks, extent),
  };
}

function colorsOf(
  headers: readonly PictureHeader[],
  looks: readonly Look[],
  extent: string,
): Pick<Survey, 'channels' | 'white' | 'notes'> {
  const notes: string[] = [];
  if (headers.some(({ hasAlpha }) => hasAlpha))
    notes.push('Where images are transparent, they lie on white.');
  const isStoredGrey = headers.every(({ isGrey }) => isGrey);
  const looksGrey = looks.every(({ isGrey }) => isGrey);
  if (!isStoredGrey && looksGrey) {
    notes.push(`The images are stored in colour, but ${extent} look grey: they are taken as grey.`);
  }
  const white = whiteOf(headers, looks);
  if (white !== WHITE_16) {
    notes.push(
      `The images have 16 bits for each value, but ${extent} use only ${String(Math.log2(white + 1))} of them: ` +
        `${countText(white)} is taken for white.`,
    );
  }
  return { channels: isStoredGrey || looksGrey ? 1 : 3, white, notes };
}

/** One for all pictures, so that they stay comparable: by the bits that any of them uses, or that all declare. */
function whiteOf(headers: readonly PictureHeader[], looks: readonly Look[]): number {
  const peak = looks.reduce((most, look) => Math.max(most, look.peak ?? 0), 0);
  if (peak === 0) return WHITE_16;
  const used = 32 - Math.clz32(peak);
  const declared = headers.filter(({ isDeep }) => isDeep).map(({ significantBits }) => significantBits ?? 0);
  const [first = 0] = declared;
  const isDeclared = first >= used && declared.every((bits) => bits === first);
  const bits = isDeclared && first < 16 ? first : used;
  return 2 ** bits - 1;
}
