import type { FigureKind, Sheet } from '../../contract/figure';
import { decodePicture } from '../../images/decode';
import { readPictureHeader, type Picture } from '../../images/picture';
import { decodeSheet } from '../../images/scale-png';
import { encodeSheet, sheetLayout } from '../../images/sheet';
import { UnreadablePicture } from '../../images/unreadable';
import { sheetOfDescription } from '../../exports/tensorboard/sheet-description';
import type { TaggedImages } from './collect';

/** The pixels of all pictures of a step together: a sheet of this size takes 48 MB in memory. */
const MAX_PIXELS = 16 * 1024 * 1024;

/** Under which kind of figures the pictures of a tag are shown. */
function kindOf(tag: string): FigureKind {
  if (/recon/i.test(tag)) return 'reconstructions';
  return /(^|\/)manifold$/i.test(tag) ? 'manifold' : 'samples';
}

/** The tag of each kind that has pictures of the most steps, and the tags that are left out, since a kind has one sheet a step. */
export function chosenTags(images: ReadonlyMap<string, TaggedImages>): {
  chosen: { kind: FigureKind; tag: string }[];
  others: string[];
} {
  const byKind = new Map<FigureKind, string>();
  const size = (tag: string | undefined) => images.get(tag ?? '')?.steps.size ?? 0;
  for (const tag of images.keys()) {
    const kind = kindOf(tag);
    if (size(tag) > size(byKind.get(kind))) byKind.set(kind, tag);
  }
  const chosen = [...byKind].map(([kind, tag]) => ({ kind, tag }));
  const others = [...images.keys()].filter((tag) => !chosen.some((one) => one.tag === tag));
  return { chosen, others };
}

/** The pictures of a step as one sheet; null if they cannot be read, or are too large or too different for one. */
export async function sheetOf(
  pictures: readonly Uint8Array[],
  description: string,
): Promise<{ bytes: Uint8Array; sheet: Sheet } | null> {
  const [first] = pictures;
  if (first === undefined) return null;
  try {
    const headers = pictures.map((picture) => readPictureHeader(picture));
    if (headers.reduce((sum, { width, height }) => sum + width * height, 0) > MAX_PIXELS) return null;
    if (pictures.length === 1) {
      const plain = asItIs(first, description);
      if (plain !== null) return plain;
    }
    const decoded: Picture[] = [];
    for (const picture of pictures) decoded.push(await decodePicture(picture));
    return together(decoded);
  } catch (error) {
    if (error instanceof UnreadablePicture) return null;
    throw error;
  }
}

/** A PNG like those that the workbench writes, byte for byte, with the layout that it describes; null for others. */
function asItIs(bytes: Uint8Array, description: string): { bytes: Uint8Array; sheet: Sheet } | null {
  const size = sizeOfPlain(bytes);
  return size && { bytes, sheet: sheetOfDescription(description, size) };
}

function sizeOfPlain(bytes: Uint8Array): { width: number; height: number } | null {
  try {
    return decodeSheet(bytes);
  } catch {
    // Another decoder may read it.
    return null;
  }
}

function together(pictures: readonly Picture[]): { bytes: Uint8Array; sheet: Sheet } | null {
  const [{ width, height }] = pictures as [Picture];
  const isSame = pictures.every((one) => one.width === width && one.height === height);
  if (!isSame) return null;
  const channels = pictures.some((one) => one.channels === 3) ? 3 : 1;
  const pixels = width * height;
  const tiles = new Uint8Array(pictures.length * pixels * channels);
  for (const [i, { data, channels: own }] of pictures.entries()) {
    const from = i * pixels * channels;
    if (own === channels) tiles.set(data, from);
    else
      for (let at = 0; at < pixels * channels; at++) tiles[from + at] = data[Math.floor(at / channels)] ?? 0;
  }
  const sheet = sheetLayout(pictures.length, { width, height });
  const { columns } = sheet;
  return { bytes: encodeSheet({ tiles, count: pictures.length, width, height, channels, columns }), sheet };
}
