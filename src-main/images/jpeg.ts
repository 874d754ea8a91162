import { at } from '../contract/at';
import { exifOrientation } from './exif';
import type { PictureHeader } from './picture-header';
import { UnreadablePicture } from './unreadable';

/**
 * Each scan of a progressive JPEG processes the whole image, and a small file can declare thousands. Encoders write
 * about ten. Cost: 0.02 s per scan of 16 megapixels.
 */
const MAX_SCANS = 50;

const MARKER = { soi: 0xd8, eoi: 0xd9, sos: 0xda, app1: 0xe1 } as const;
/** Markers in the range of frames that are not frames: Huffman tables, a reserved marker and arithmetic conditions. */
const NO_FRAME = [0xc4, 0xc8, 0xcc];
const PROGRESSIVE = [0xc2, 0xc6, 0xca, 0xce];
/** Markers that are not followed by a length. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= MARKER.soi);

export const isJpeg = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xff && bytes[1] === MARKER.soi && bytes[2] === 0xff;

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly isProgressive: boolean;
}

/** Walks over all segments to the end of the image, so that a truncated file is detected. @throws UnreadablePicture */
export function readJpegHeader(bytes: Uint8Array): PictureHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let frame: Frame | null = null;
  let exif: Uint8Array | null = null;
  let scans = 0;
  for (let place = 2; ;) {
    if (place + 2 > bytes.length) throw new UnreadablePicture('cut-off');
    const marker = at(bytes, place + 1);
    if (bytes[place] !== 0xff) {
      place = nextMarker(bytes, place);
      continue;
    }
    if (marker === MARKER.eoi) break;
    // A marker may be preceded by any number of fill bytes.
    if (marker === 0xff || isBare(marker)) {
      place += marker === 0xff ? 1 : 2;
      continue;
    }
    if (place + 4 > bytes.length) throw new UnreadablePicture('cut-off');
    const end = place + 2 + view.getUint16(place + 2);
    if (end > bytes.length) throw new UnreadablePicture('cut-off');
    if (frame === null && isFrame(marker) && end >= place + 10) frame = readFrame(view, place, marker);
    if (marker === MARKER.app1 && isExif(bytes.subarray(place + 4, end)))
      exif ??= bytes.subarray(place + 4, end);
    place = end;
    if (marker === MARKER.sos) {
      scans++;
      place = nextMarker(bytes, end);
    }
  }
  if (frame === null || scans === 0) throw new UnreadablePicture('damaged');
  if (scans > MAX_SCANS) {
    throw new UnreadablePicture({ code: 'jpeg-scans', scans, most: MAX_SCANS });
  }
  const { width, height, components, isProgressive } = frame;
  return {
    format: 'JPEG',
    width,
    height,
    orientation: exifOrientation(exif),
    isGrey: components === 1,
    hasAlpha: false,
    isDeep: false,
    significantBits: null,
    kind: isProgressive ? 'jpeg-progressive' : scans > 1 ? 'jpeg-scans' : 'jpeg',
    // The decoder holds all coefficients until the last scan.
    isHeavy: isProgressive || scans > 1,
  };
}

const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && !NO_FRAME.includes(marker);

const isExif = (segment: Uint8Array) => Buffer.from(segment.subarray(0, 5)).toString('latin1') === 'Exif\0';

/** marker, length, precision, height, width, components */
function readFrame(view: DataView, place: number, marker: number): Frame {
  return {
    height: view.getUint16(place + 5),
    width: view.getUint16(place + 7),
    components: view.getUint8(place + 9),
    isProgressive: PROGRESSIVE.includes(marker),
  };
}

/**
 * @returns the index of the next marker, after a scan's data or unrelated bytes
 * @throws UnreadablePicture if there is none: decoders would fill the missing end with grey
 */
function nextMarker(bytes: Uint8Array, from: number): number {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (
    let place = data.indexOf(0xff, from);
    place >= 0 && place + 1 < bytes.length;
    place = data.indexOf(0xff, place + 1)
  ) {
    const marker = at(bytes, place + 1);
    // Skip stuffed zeros, restart markers, and values that only damage can produce.
    if (marker === 0xc4 || marker === 0xcc || (marker >= MARKER.eoi && marker <= 0xfe)) return place;
  }
  throw new UnreadablePicture('cut-off');
}
