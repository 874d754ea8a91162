import { at } from '../contract/at';
import { exifOrientation } from './exif';
import type { PictureHeader } from './picture-header';
import { UnreadablePicture } from './unreadable';

/**
 * Each scan of a progressive JPEG goes over the whole image: a small file can declare thousands. Encoders write about
 * ten. Cost: 0.02 s a scan of 16 megapixels.
 */
const MAX_SCANS = 50;

const MARKER = { soi: 0xd8, eoi: 0xd9, sos: 0xda, app1: 0xe1 } as const;
/** Huffman tables, a reserved marker and arithmetic conditions are numbered among the frames of a JPEG. */
const NO_FRAME = [0xc4, 0xc8, 0xcc];
const PROGRESSIVE = [0xc2, 0xc6, 0xca, 0xce];
/** Those that stand alone: no length follows. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= MARKER.soi);

export const isJpeg = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xff && bytes[1] === MARKER.soi && bytes[2] === 0xff;

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly isProgressive: boolean;
}

/** Walks over all segments to the end of the image, so that a file that is cut off is noticed. @throws UnreadablePicture */
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
    // A marker may be led by any number of fill bytes.
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
    // All coefficients are held until the last scan.
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
 * @returns where the next marker is, after a scan's data or what does not belong there
 * @throws UnreadablePicture where there is none: decoders take what is missing at the end for grey
 */
function nextMarker(bytes: Uint8Array, from: number): number {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (
    let place = data.indexOf(0xff, from);
    place >= 0 && place + 1 < bytes.length;
    place = data.indexOf(0xff, place + 1)
  ) {
    const marker = at(bytes, place + 1);
    // Not a stuffed zero, a restart, or what damage alone puts there.
    if (marker === 0xc4 || marker === 0xcc || (marker >= MARKER.eoi && marker <= 0xfe)) return place;
  }
  throw new UnreadablePicture('cut-off');
}
