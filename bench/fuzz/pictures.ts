/** Lossless images: PNG, BMP, GIF and TIFF, each built field by field. */
import { crc32, deflateSync } from 'node:zlib';
import { ascii, join, u16be, u16le, u32be, u32le, u8 } from './binary';
import { SOUND, type Fields } from './fields';

export interface Picture {
  readonly extension: string;
  readonly build: (f: Fields, shade: number) => Uint8Array;
}

const SIDE = 12;

function pngChunk(f: Fields, type: string, data: Uint8Array): Uint8Array {
  const name = ascii(f.text(`${type} type`, type).slice(0, 4));
  const body = f.bytes(`${type} data`, data);
  const sum = f.number(`${type} crc`, crc32(join(name, body)));
  return join(u32be(f.number(`${type} length`, body.length)), name, body, u32be(sum));
}

const PNG_SIGNATURE = join(u8(0x89), ascii('PNG\r\n\x1a\n'));
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

function png(f: Fields, shade: number): Uint8Array {
  const colorType = f.choice('color type', f.draw.pick([0, 2, 3, 4, 6]), [0, 1, 2, 3, 4, 5, 6, 7]);
  const depth = f.choice('depth', f.draw.pick(colorType === 3 ? [8] : [8, 16]), [0, 1, 2, 4, 8, 16, 32]);
  const rowBytes = Math.ceil((SIDE * (CHANNELS[colorType] ?? 1) * depth) / 8);
  const row = (y: number) =>
    join(u8(f.number('filter', f.draw.integer(0, 5), 8)), new Uint8Array(rowBytes).fill((shade + y) % 256));
  const rows = f.parts(
    'rows',
    Array.from({ length: SIDE }, (_, y) => row(y)),
  );
  const header = join(
    u32be(f.number('width', SIDE), f.number('height', SIDE)),
    u8(
      depth,
      colorType,
      f.number('compression', 0, 8),
      f.number('filter method', 0, 8),
      f.number('interlace', 0, 8),
    ),
  );
  const palette = Uint8Array.from({ length: 3 * f.number('palette', 256, 16) }, (_, i) => i % 256);
  const data = deflateSync(join(...rows));
  const half = data.length >> 1;
  const chunks = [
    pngChunk(f, 'IHDR', header),
    ...(colorType === 3 ? [pngChunk(f, 'PLTE', palette)] : []),
    ...f.draw.pick([[], [pngChunk(f, 'tRNS', u8(0, 9, 0, 9, 0, 9))], [pngChunk(f, 'eXIf', exifBlock(f))]]),
    pngChunk(f, 'IDAT', data.subarray(0, half)),
    pngChunk(f, 'IDAT', data.subarray(half)),
    pngChunk(f, 'IEND', u8()),
  ];
  return join(PNG_SIGNATURE, ...f.parts('chunks', chunks));
}

/** A grey 8-bit PNG, whose data need not match its declared size. */
export function pngOf({
  width,
  height,
  data,
}: {
  width: number;
  height: number;
  data: Uint8Array;
}): Uint8Array {
  const header = join(u32be(width, height), u8(8, 0, 0, 0, 0));
  const chunks = [
    pngChunk(SOUND, 'IHDR', header),
    pngChunk(SOUND, 'IDAT', data),
    pngChunk(SOUND, 'IEND', u8()),
  ];
  return join(PNG_SIGNATURE, ...chunks);
}

function bmp(f: Fields, shade: number): Uint8Array {
  const bits = f.choice('bits', f.draw.pick([8, 24, 32]), [0, 1, 2, 4, 8, 16, 24, 32, 64]);
  const colors = bits <= 8 ? f.number('colors', 256) : 0;
  const palette = Uint8Array.from({ length: 4 * Math.min(colors, 300) }, (_, i) => i % 256);
  const stride = 4 * Math.ceil((SIDE * Math.min(bits, 64)) / 32);
  const pixels = f.bytes('pixels', new Uint8Array(stride * SIDE).fill(shade));
  const info = join(
    u32le(
      f.number('header size', 40),
      f.number('width', SIDE),
      f.choice('height', SIDE, [-SIDE >>> 0, 0, 0x80000000, 0x7fffffff]),
    ),
    u16le(f.number('planes', 1, 16), bits),
    u32le(
      f.choice('compression', 0, [1, 2, 3, 4, 5, 6]),
      f.number('image size', pixels.length),
      2835,
      2835,
      colors,
      0,
    ),
  );
  const offset = f.number('offset', 14 + info.length + palette.length);
  const total = offset + pixels.length;
  return join(
    ascii('BM'),
    u32le(f.number('file size', total), 0, offset),
    info,
    f.bytes('palette', palette),
    pixels,
  );
}

/** LZW without compression: a code for each pixel, with a clear code before the table would grow. */
function lzw(pixels: Uint8Array): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  const put = (code: number) => {
    bits |= code << held;
    for (held += 9; held >= 8; held -= 8) {
      bytes.push(bits & 255);
      bits >>= 8;
    }
  };
  pixels.forEach((pixel, i) => {
    if (i % 250 === 0) put(256);
    put(pixel);
  });
  put(257);
  if (held > 0) bytes.push(bits & 255);
  return Uint8Array.from(bytes);
}

function gif(f: Fields, shade: number): Uint8Array {
  const frame = () => {
    const data = f.bytes('lzw', lzw(new Uint8Array(SIDE * SIDE).fill(shade)));
    const place = ['left', 'top'].map((name) => f.number(name, 0, 16));
    const size = ['frame width', 'frame height'].map((name) => f.number(name, SIDE, 16));
    const head = join(u8(0x2c), u16le(...place, ...size), u8(f.number('frame flags', 0, 8)));
    return join(
      head,
      u8(f.number('code size', 8, 8), f.number('block size', Math.min(255, data.length), 8)),
      data.subarray(0, 255),
      u8(0),
    );
  };
  const control = u8(
    0x21,
    0xf9,
    f.number('control size', 4, 8),
    f.number('disposal', 1, 8),
    0,
    0,
    f.number('transparent', 0, 8),
    0,
  );
  const blocks = f.parts('blocks', [control, ...Array.from({ length: f.draw.pick([1, 1, 2]) }, frame)]);
  const screen = u16le(f.number('screen width', SIDE, 16), f.number('screen height', SIDE, 16));
  const flags = u8(f.number('screen flags', 0xf7, 8), f.number('background', 0, 8), 0);
  const palette = f.bytes(
    'palette',
    Uint8Array.from({ length: 768 }, (_, i) => i % 256),
  );
  return join(
    ascii(f.choice('signature', 'GIF89a', ['GIF87a', 'GIF00a'])),
    screen,
    flags,
    palette,
    ...blocks,
    u8(0x3b),
  );
}

type Tag = readonly [tag: number, type: number, values: readonly number[]];

function directory(f: Fields, tags: readonly Tag[], at: number): Uint8Array {
  const entries = tags.map(([tag, type, values]) => {
    const name = `tag ${String(tag)}`;
    const kind = f.choice(`${name} type`, type, [0, 1, 2, 3, 4, 5, 7, 12, 13, 99]);
    const value = values.length === 1 ? (values[0] ?? 0) : at;
    return join(
      u16le(f.number(name, tag, 16), kind),
      u32le(f.number(`${name} count`, values.length), f.number(`${name} value`, value)),
    );
  });
  const all = f.parts('entries', entries);
  return join(
    u16le(f.number('entry count', all.length, 16)),
    ...all,
    u32le(f.choice('next directory', 0, [8, 4, at, 0xffffffff])),
  );
}

/** EXIF with only an orientation. */
export function exifBlock(f: Fields): Uint8Array {
  const orientation = f.choice('orientation', f.draw.integer(1, 9), [0, 9, 255, 65_535]);
  return join(
    ascii(f.choice('byte order', 'II', ['MM', 'XX'])),
    u16le(42),
    u32le(f.choice('first directory', 8, [0, 4, 0xffffffff])),
    directory(f, [[0x112, 3, [orientation]]], 8),
  );
}

function tiff(f: Fields, shade: number): Uint8Array {
  const pixels = f.bytes('strip', new Uint8Array(SIDE * SIDE).fill(shade));
  const width = f.number('width', SIDE);
  const height = f.number('height', SIDE);
  const tags: Tag[] = [
    [256, 4, [width]],
    [257, 4, [height]],
    [258, 3, [f.choice('depth', 8, [0, 1, 16, 32, 64])]],
    [259, 3, [f.choice('compression', 1, [2, 5, 6, 7, 8, 32773, 50001])]],
    [262, 3, [f.choice('photometric', 1, [0, 2, 3, 5, 6, 8])]],
    [273, 4, [8]],
    [274, 3, [f.draw.integer(1, 9)]],
    [277, 3, [f.choice('samples', 1, [0, 3, 4, 5, 65_535])]],
    [278, 4, [f.number('rows per strip', SIDE)]],
    [279, 4, [pixels.length]],
    [f.choice('tiling', 284, [322, 323, 324, 325, 317, 330, 34675]), 3, [f.choice('planar', 1, [2, 0])]],
  ];
  const at = 8 + pixels.length;
  const head = join(
    ascii('II'),
    u16le(f.choice('version', 42, [43, 0])),
    u32le(f.number('directory offset', at)),
  );
  return join(head, pixels, directory(f, tags, at));
}

/** Content that a decoder may take for an image, or that refers to other files. */
export const OTHER_CONTENTS: readonly Uint8Array[] = [
  join(ascii('P6\n12 12\n255\n'), new Uint8Array(432)),
  ascii('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
  ascii('push graphic-context\nviewbox 0 0 12 12\nimage over 0,0 0,0 "/etc/passwd"\npop graphic-context\n'),
  ascii('%!PS-Adobe-3.0\nshowpage\n'),
  u16be(0xffd8, 0xffd9),
  u8(),
];

export const losslessPictures: readonly Picture[] = [
  { extension: 'png', build: png },
  { extension: 'bmp', build: bmp },
  { extension: 'gif', build: gif },
  { extension: 'tiff', build: tiff },
];
