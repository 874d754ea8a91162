import type { LeftOut } from '../../contract/dataset';
import { WorkbenchError } from '../../contract/error';
import type { ImportNote } from '../../contract/problems/catalogue';
import { WHITE_16 } from '../../images/deep';
import { lookAt, type Look } from '../../images/look';
import { readPictureHeader } from '../../images/picture';
import type { PictureHeader } from '../../images/picture-header';
import { inNaturalOrder } from '../classes';
import { checkUnreadable, whyUnreadable } from '../unreadable-items';
import type { Folder } from './format';

/** The common properties of all readable pictures in a folder. */
export interface Survey {
  readonly headers: ReadonlyMap<string, PictureHeader>;
  readonly unreadable: readonly LeftOut[];
  readonly channels: 1 | 3;
  /** The value of white in pictures with 16 bits per sample. */
  readonly white: number;
  readonly notes: readonly ImportNote[];
}

/**
 * Number of pixels that are decoded to check whether pictures are sound, whether they look grey, and which range they
 * use. They take about 2.5 s; 60 000 pictures of 28×28 are within the limit.
 */
const LOOKED_AT_PIXELS = 100e6;
/** The cost of a small picture, in pixels. */
const LEAST_PIXELS = 1600;

/** A picture whose header could be read. */
interface Surveyed {
  readonly header: PictureHeader;
  /** null if its pixels were not decoded. */
  readonly look: Look | null;
}

/**
 * Reads the header of each picture, and the pixels of as many as `LOOKED_AT_PIXELS` allows, evenly over the folder; of
 * each kind (grey or colour, 16 bits or fewer), at least the pixels of the first one.
 * @throws WorkbenchError `dataset.pictures` where too many cannot be read, or the first reason where none can be opened
 */
export async function survey(folder: Folder, paths: readonly string[]): Promise<Survey> {
  const sound = new Map<string, Surveyed>();
  const unreadable: LeftOut[] = [];
  const kinds = new Set<string>();
  let refusal: WorkbenchError | null = null;
  let spent = 0;
  for (const [i, path] of paths.entries()) {
    try {
      const bytes = await folder.read(path);
      const header = readPictureHeader(bytes);
      const kind = `${String(header.isGrey)} ${String(header.isDeep)}`;
      const cost = Math.max(LEAST_PIXELS, header.width * header.height);
      const isLookedAt = !kinds.has(kind) || spent + cost <= (LOOKED_AT_PIXELS * (i + 1)) / paths.length;
      if (isLookedAt) spent += cost;
      sound.set(path, { header, look: isLookedAt ? await lookAt(bytes, header) : null });
      if (isLookedAt) kinds.add(kind);
    } catch (error) {
      unreadable.push({ name: path, why: whyUnreadable(error, path) });
      if (error instanceof WorkbenchError) refusal ??= error;
    }
  }
  // If none can be opened, the first reason is more informative.
  if (sound.size === 0 && refusal !== null) throw refusal;
  unreadable.sort((a, b) => inNaturalOrder(a.name, b.name));
  checkUnreadable(unreadable, paths.length);
  return {
    headers: new Map([...sound].map(([path, { header }]) => [path, header])),
    unreadable,
    ...valuesOf([...sound.values()]),
  };
}

/** The number of channels and the white level for all pictures. */
function valuesOf(pictures: readonly Surveyed[]): Pick<Survey, 'channels' | 'white' | 'notes'> {
  const notes: ImportNote[] = [];
  if (pictures.some(({ header }) => header.hasAlpha)) notes.push('transparent');
  const colored = pictures.filter(({ header }) => !header.isGrey);
  const looksGrey = colored.every(({ look }) => look?.isGrey !== false);
  if (colored.length > 0 && looksGrey) notes.push({ code: 'look-grey', ...extentOf(colored) });
  const deep = pictures.filter(({ header }) => header.isDeep);
  const white = whiteOf(deep);
  if (white !== WHITE_16) {
    notes.push({ code: 'bits-used', ...extentOf(deep), bits: Math.log2(white + 1), white });
  }
  return { channels: looksGrey ? 1 : 3, white, notes };
}

const extentOf = (pictures: readonly Surveyed[]) => ({
  lookedAt: pictures.filter(({ look }) => look !== null).length,
  count: pictures.length,
});

/**
 * A single white level for all pictures, so that they stay comparable: from the most bits that any of them uses, or the
 * number that all declare.
 */
function whiteOf(deep: readonly Surveyed[]): number {
  const peak = deep.reduce((most, { look }) => Math.max(most, look?.peak ?? 0), 0);
  if (peak === 0) return WHITE_16;
  const used = 32 - Math.clz32(peak);
  const declared = deep.map(({ header }) => header.significantBits ?? 0);
  const [first = 0] = declared;
  const isDeclared = first >= used && first < 16 && declared.every((bits) => bits === first);
  return 2 ** (isDeclared ? first : used) - 1;
}
