import { deflateSync } from 'node:zlib';

/** Pictures for tests: small ones as encoders write them, and builders of those that encoders do not. */

/** Of the four squares of 8×8 that make up most of them: top left, top right, bottom left, bottom right. */
export const SQUARES = [
  [200, 60, 20],
  [20, 90, 220],
  [240, 230, 40],
  [10, 160, 90],
] as const;

const base64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

/** Each has 16×16 pixels in the four squares. */
export const ENCODED = {
  jpeg: base64(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMU' +
      'FRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU' +
      'FBQUFBQUFBT/wAARCAAQABADAREAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAACQYH/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/E' +
      'ABYBAQEBAAAAAAAAAAAAAAAAAAgJB//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AMsYUYadVCTBKkheWA6joBJ/' +
      '/9k=',
  ),
  progressiveJpeg: base64(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMU' +
      'FRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU' +
      'FBQUFBQUFBT/wgARCAAQABADAREAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAACAUG/8QAFgEBAQEAAAAAAAAAAAAAAAAABwgG' +
      '/9oADAMBAAIQAxAAAAHK4RhnVDMCphdYOroE/wD/xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAEFAh//xAAUEQEAAAAAAAAA' +
      'AAAAAAAAAAAg/9oACAEDAQE/AR//xAAUEQEAAAAAAAAAAAAAAAAAAAAg/9oACAECAQE/AR//xAAUEAEAAAAAAAAAAAAAAAAAAAAg' +
      '/9oACAEBAAY/Ah//xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAE/IR//2gAMAwEAAgADAAAAEP8Ar//EABQRAQAAAAAAAAAA' +
      'AAAAAAAAACD/2gAIAQMBAT8QH//EABQRAQAAAAAAAAAAAAAAAAAAACD/2gAIAQIBAT8QH//EABQQAQAAAAAAAAAAAAAAAAAAACD/' +
      '2gAIAQEAAT8QH//Z',
  ),
  /** Colours at half the resolution. */
  subsampledJpeg: base64(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMU' +
      'FRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU' +
      'FBQUFBQUFBT/wAARCAAQABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAACQYH/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/E' +
      'ABUBAQEAAAAAAAAAAAAAAAAAAAQG/8QAIhEAAAMHBQAAAAAAAAAAAAAAERMUAAEGBxIxQiMkUWFi/9oADAMBAAIRAxEAPwDLE6VI' +
      'dSOlDH6Fftaqi8wsZ4fywJvREsQaQAZkNy+m/9k=',
  ),
  /** The luma of the squares: 97, 84, 211, 107. */
  greyJpeg: base64(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMU' +
      'FRUVDA8XGBYUGBIUFRT/wAALCAAQABABAREA/8QAFgABAQEAAAAAAAAAAAAAAAAACQYH/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/a' +
      'AAgBAQAAPwDLE6VIdT//2Q==',
  ),
  /** Stored as RGB, which Adobe’s segment says (transform 0), with components named R, G and B. */
  rgbJpeg: base64(
    '/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBETFBUV' +
      'FQwPFxgWFBgSFBUU/8AAEQgAEAAQA1IRAEcRAEIRAP/EABcAAAMBAAAAAAAAAAAAAAAAAAgJCgf/xAAUEAEAAAAAAAAAAAAAAAAA' +
      'AAAA/9oADANSAEcAQgAAPwAwAlFvkPtQUKqSzdSH0zIRBDP/2Q==',
  ),
  /** Stored as inverted CMYK, with Adobe’s segment (transform 0). */
  cmykJpeg: base64(
    '/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBETFBUV' +
      'FQwPFxgWFBgSFBUU/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EABgAAAMBAQAAAAAAAAAAAAAAAAAICQoH/8QAFBABAAAAAAAAAAAA' +
      'AAAAAAAAAP/aAA4EQwBNAFkASwAAPwBwClJvqpoPuoNCoaS1dUHwzMlEMMH/2Q==',
  ),
  webp: base64(
    'UklGRkQAAABXRUJQVlA4IDgAAACwAQCdASoQABAAAUAmJaACdLoABKoAAP6if/9MV/+zEv/+GH3/zYH/2cD/w4uX/20P+PQp/RWA' +
      'AA==',
  ),
  losslessWebp: base64(
    'UklGRkQAAABXRUJQVlA4TDcAAAAvD8ADAB8gFEBMwgkh/xWTmIYoqP/EcLkFAsSOSn1iRMx/HHMQFwizjSY5yUne+wwi+h9aH2wf' +
      'AA==',
  ),
  /** The first square is transparent, the last one has an opacity of 51. */
  transparentWebp: base64(
    'UklGRkoAAABXRUJQVlA4TD0AAAAvD8ADEB8gFEBMwgkh/xWTmIYoqP/EcLkFAsSOSn1iRAhkk+WUv9rjkAdxB2G20SQnOcl7n0FE' +
      '/0Prg+0DAA==',
  ),
  /** The second frame has the colours inverted. */
  animatedWebp: base64(
    'UklGRtYAAABXRUJQVlA4WAoAAAACAAAADwAADwAAQU5JTQYAAAAAAAAAAABBTk1GUAAAAAAAAAAAAA8AAA8AAAAAAAJWUDhMNwAA' +
      'AC8PwAMAHyAUQPwt2iGEE5WYNPmXxP4YUCBATIjRIkf5/AeavQwgzDaa5CQnee8ziOh/lH4bXAAAQU5NRlIAAAAAAAAAAAAPAAAP' +
      'AAAAAAAAVlA4TDoAAAAvD8ADAB8gFEA48n8hhBOVmrYNmL+TRvmrAAUCxIQYfSbtzH/QO3yFgDDbaJKTPMm9zyCi/6HbB3UF',
  ),
  gif: base64(
    'R0lGODdhEAAQAIEAAPDmKAqgWhRa3Mg8FCwAAAAAEAAQAEAIRgAHCBwoUIDBgwYBKFyoMIDDhw4JEkSIkCFDiBAlDqR4UGNBjgIs' +
      'LsT4UGRDkgE8DgApQCVLlyBhcjQJAGUAmjZxotRJMiAAOw==',
  ),
} as const;

/** A chunk of a PNG. */
export function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

export interface PngInput {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colorType: number;
  /** Each row packed as it is stored, without its filter. */
  readonly rows: readonly (readonly number[])[];
  /** Chunks before the pixels. */
  readonly extra?: readonly Buffer[];
  readonly isInterlaced?: boolean;
}

/** A PNG put together by hand. */
export function png({
  width,
  height,
  depth,
  colorType,
  rows,
  extra = [],
  isInterlaced = false,
}: PngInput): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([depth, colorType, 0, 0, Number(isInterlaced)], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...extra,
    chunk('IDAT', deflateSync(Buffer.concat(rows.map((row) => Buffer.from([0, ...row]))))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Rows of a grey PNG with 16 bits. */
export const deepRows = (values: readonly (readonly number[])[]): number[][] =>
  values.map((row) => row.flatMap((value) => [value >> 8, value & 0xff]));

/** The PNG’s own chunk put in behind its header. */
export const withChunk = (bytes: Uint8Array, added: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, 33), added, bytes.subarray(33)]);

/** EXIF that says nothing but the orientation. @param isLittleEndian how its numbers are stored */
export function exif(orientation: number, isLittleEndian = true): Buffer {
  const block = tiffBlock({ 0x112: [orientation] }, Buffer.alloc(0), isLittleEndian);
  return Buffer.from(block);
}

/** A segment put in behind a JPEG’s first marker. */
export function withSegment(jpeg: Uint8Array, marker: number, data: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff]);
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)]);
}

export const withExif = (jpeg: Uint8Array, block: Uint8Array): Buffer =>
  withSegment(jpeg, 0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), block]));

/** A JPEG without the segments of a marker. */
export function withoutSegments(jpeg: Uint8Array, marker: number): Buffer {
  const kept = [jpeg.subarray(0, 2)];
  let at = 2;
  while (jpeg[at + 1] !== 0xda) {
    const end = at + 2 + 256 * (jpeg[at + 2] ?? 0) + (jpeg[at + 3] ?? 0);
    if (jpeg[at + 1] !== marker) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, jpeg.subarray(at)]);
}

/** A WebP in its extended form, with EXIF behind the pixels. */
export function webpWithExif(simple: Uint8Array, width: number, height: number, block: Uint8Array): Buffer {
  const flags = Buffer.alloc(10);
  flags[0] = 0x08;
  flags.writeUIntLE(width - 1, 4, 3);
  flags.writeUIntLE(height - 1, 7, 3);
  return webpOf(riffChunk('VP8X', flags), Buffer.from(simple.subarray(12)), riffChunk('EXIF', block));
}

export function webpOf(...chunks: readonly Buffer[]): Buffer {
  const body = Buffer.concat(chunks);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}

/** A chunk of a WebP. */
export function riffChunk(type: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(type, 'latin1'), length, data, Buffer.alloc(data.length % 2)]);
}

/**
 * A TIFF of one strip, or what its tags say; strip offsets and lengths are put in where they are missing.
 * @param tags each with its values, all as numbers of 16 bits, or of 32 where one needs them
 */
function tiffBlock(
  tags: Readonly<Record<number, readonly number[]>>,
  strip: Uint8Array,
  isLittleEndian = true,
): Buffer {
  const all: Record<number, readonly number[]> =
    strip.length === 0 ? { ...tags } : { 273: [8], 279: [strip.length], ...tags };
  const padded = Buffer.concat([strip, Buffer.alloc(strip.length % 2)]);
  const entries = Object.entries(all);
  const directory = Buffer.alloc(2 + 12 * entries.length + 4);
  const far: Buffer[] = [];
  let farAt = 8 + padded.length + directory.length;
  const put = (into: Buffer, value: number, at: number, width: 2 | 4) => {
    if (isLittleEndian) into.writeUIntLE(value, at, width);
    else into.writeUIntBE(value, at, width);
  };
  put(directory, entries.length, 0, 2);
  entries.forEach(([tag, values], i) => {
    const at = 2 + 12 * i;
    const width = values.some((value) => value > 0xffff) ? 4 : 2;
    const data = Buffer.alloc(Math.max(4, values.length * width));
    values.forEach((value, k) => {
      put(data, value, k * width, width);
    });
    put(directory, Number(tag), at, 2);
    put(directory, width === 4 ? 4 : 3, at + 2, 2);
    put(directory, values.length, at + 4, 4);
    if (data.length === 4) data.copy(directory, at + 8);
    else {
      put(directory, farAt, at + 8, 4);
      far.push(data);
      farAt += data.length;
    }
  });
  const head = Buffer.from(isLittleEndian ? 'II*\0\0\0\0\0' : 'MM\0*\0\0\0\0', 'latin1');
  put(head, 8 + padded.length, 4, 4);
  return Buffer.concat([head, padded, directory, ...far]);
}

/** A TIFF of the usual tags. @param tags in addition to, or instead of them */
export function tiff(
  { width, height, bits, channels }: { width: number; height: number; bits: number; channels: number },
  strip: Uint8Array,
  tags: Readonly<Record<number, readonly number[]>> = {},
  isLittleEndian = true,
): Buffer {
  const usual = {
    256: [width],
    257: [height],
    258: Array<number>(channels).fill(bits),
    259: [1],
    262: [channels < 3 ? 1 : 2],
    277: [channels],
    278: [height],
  };
  return tiffBlock({ ...usual, ...tags }, strip, isLittleEndian);
}

/** Numbers of 16 bits as a file has them. */
export function words(values: readonly number[], isLittleEndian = true): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  values.forEach((value, i) => {
    if (isLittleEndian) bytes.writeUInt16LE(value, 2 * i);
    else bytes.writeUInt16BE(value, 2 * i);
  });
  return bytes;
}

/** A BMP without a palette. @param rows bottom up, each padded to four bytes here */
export function bmp(
  {
    width,
    height,
    bits,
    compression = 0,
  }: { width: number; height: number; bits: number; compression?: number },
  rows: readonly (readonly number[])[],
  masks: Uint8Array = new Uint8Array(0),
): Buffer {
  const data = Buffer.concat(
    rows.map((row) => Buffer.from([...row, ...Array<number>((4 - (row.length % 4)) % 4).fill(0)])),
  );
  const info = Buffer.alloc(40);
  info.writeUInt32LE(40 + masks.length);
  info.writeInt32LE(width, 4);
  info.writeInt32LE(height, 8);
  info.writeUInt16LE(1, 12);
  info.writeUInt16LE(bits, 14);
  info.writeUInt32LE(compression, 16);
  const head = Buffer.from('BM\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1');
  head.writeUInt32LE(14 + info.length + masks.length, 10);
  return Buffer.concat([head, info, masks, data]);
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
