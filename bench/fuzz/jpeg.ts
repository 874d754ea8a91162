/** JPEG of one shade, baseline or progressive, written segment by segment (ITU T.81). */
import { ascii, join, u16be, u8 } from './binary';
import { SOUND, type Fields } from './fields';
import { exifBlock } from './pictures';

const BLOCKS = 2;
const SIDE = 8 * BLOCKS;

function segment(f: Fields, name: string, marker: number, data: Uint8Array): Uint8Array {
  const code = f.choice(
    `${name} marker`,
    marker,
    [0x00, 0xc0, 0xc2, 0xc4, 0xc9, 0xd8, 0xd9, 0xda, 0xdd, 0xe1, 0xff],
  );
  const body = f.bytes(`${name} data`, data);
  return join(u8(0xff, code), u16be(f.number(`${name} length`, body.length + 2, 16)), body);
}

function huffman(f: Fields, name: string, id: number, symbols: readonly number[]): Uint8Array {
  // All codes have four bits: at most fifteen of them, because a code of all ones is not allowed.
  const counts = Array.from({ length: 16 }, (_, i) =>
    f.number(`${name} codes of ${String(i + 1)}`, i === 3 ? symbols.length : 0, 8),
  );
  return join(u8(f.number(`${name} id`, id, 8)), u8(...counts), u8(...f.parts(`${name} symbols`, symbols)));
}

/** Packs bits, first to last, with ones to the end of the last byte, and a zero byte after each byte of ones. */
function entropyBits(codes: readonly (readonly [value: number, bits: number])[]): Uint8Array {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const [value, length] of [...codes, [127, 7] as const]) {
    for (let i = length - 1; i >= 0; i--) {
      bits = (bits << 1) | ((value >> i) & 1);
      if (++held < 8) continue;
      bytes.push(bits & 255);
      if ((bits & 255) === 255) bytes.push(0);
      held = bits = 0;
    }
  }
  return Uint8Array.from(bytes);
}

function scan(
  f: Fields,
  name: string,
  components: readonly number[],
  spectral: readonly [number, number],
  data: Uint8Array,
): Uint8Array {
  const table = components.map((id) =>
    u8(f.number(`${name} component`, id, 8), f.number(`${name} tables`, 0, 8)),
  );
  const [from, to] = spectral.map((value, i) => f.number(`${name} spectral ${String(i)}`, value, 8));
  const approximation = f.number(`${name} approximation`, 0, 8);
  const count = f.number(`${name} components`, components.length, 8);
  return join(
    segment(f, name, 0xda, join(u8(count), ...table, u8(from ?? 0, to ?? 0, approximation))),
    f.bytes(`${name} bits`, data),
  );
}

/** The difference of the first block in a category of four bits, zero for the others; then the end of each block. */
function blocks(f: Fields, components: number, shade: number, hasEnds: boolean): Uint8Array {
  const codes: [number, number][] = [];
  for (let block = 0; block < BLOCKS * BLOCKS; block++) {
    for (let component = 0; component < components; component++) {
      if (block === 0 && component === 0) codes.push([1, 4], [shade >> 4, 4]);
      else codes.push([0, 4]);
      if (hasEnds) codes.push([0, 4]);
    }
  }
  return entropyBits(codes);
}

export function jpeg(f: Fields, shade: number): Uint8Array {
  const progressive = f.draw.pick([false, false, true]);
  const count = f.draw.pick([1, 3, 3, 4]);
  const ids = Array.from({ length: count }, (_, i) =>
    f.number('component id', f.draw.pick([i + 1, i, 'RGBK'.charCodeAt(i)]), 8),
  );
  const components = f
    .parts('components', ids)
    .map((id, i) =>
      u8(
        id,
        f.choice('sampling', 0x11, [0x00, 0x12, 0x21, 0x22, 0x41, 0xff]),
        f.number(`table ${String(i)}`, 0, 8),
      ),
    );
  const frame = join(
    u8(f.number('precision', 8, 8)),
    u16be(f.number('height', SIDE, 16), f.number('width', SIDE, 16)),
    u8(f.number('component count', components.length, 8)),
    ...components,
  );
  const adobe = join(
    ascii('Adobe'),
    u16be(100, 0, 0),
    u8(f.choice('transform', f.draw.pick([0, 1, 2]), [3, 255])),
  );
  const exif = join(ascii('Exif\0\0'), exifBlock(f));
  const scans = progressive
    ? [
        scan(f, 'DC scan', ids, [0, 0], blocks(f, count, shade, false)),
        ...ids.map((id) =>
          scan(
            f,
            'AC scan',
            [id],
            [1, 63],
            entropyBits(Array.from({ length: BLOCKS * BLOCKS }, () => [0, 4] as const)),
          ),
        ),
      ]
    : [scan(f, 'scan', ids, [0, 63], blocks(f, count, shade, true))];
  const segments = [
    ...f.draw.pick([
      [],
      [segment(f, 'APP0', 0xe0, join(ascii('JFIF\0'), u16be(0x0101), u8(0), u16be(1, 1), u8(0, 0)))],
    ]),
    ...f.draw.pick([[], [segment(f, 'APP14', 0xee, adobe)]]),
    ...f.draw.pick([[], [segment(f, 'APP1', 0xe1, exif)]]),
    segment(
      f,
      'DQT',
      0xdb,
      join(u8(f.number('quantization id', 0, 8)), new Uint8Array(64).fill(f.number('quantization', 16, 8))),
    ),
    segment(f, 'SOF', progressive ? 0xc2 : 0xc0, frame),
    ...f.draw.pick([[], [segment(f, 'DRI', 0xdd, u16be(f.number('restart interval', 0, 16)))]]),
    segment(f, 'DHT', 0xc4, huffman(f, 'DC', 0x00, [0, 4, 8])),
    segment(f, 'DHT', 0xc4, huffman(f, 'AC', 0x10, [0, 0xf0])),
    ...f.parts('scans', scans),
  ];
  return join(u8(0xff, 0xd8), ...f.parts('segments', segments), u8(0xff, 0xd9));
}

/** End-of-block runs for `count` consecutive blocks: the four-bit code gives the number of bits of the run's length. */
function emptyRuns(count: number): (readonly [number, number])[] {
  const codes: (readonly [number, number])[] = [];
  for (let left = count; left > 0;) {
    const bits = Math.min(14, Math.floor(Math.log2(left)));
    const run = Math.min(left, 2 ** (bits + 1) - 1);
    codes.push([bits, 4], [run - 2 ** bits, bits]);
    left -= run;
  }
  return codes;
}

/** The rest is missing: an image of billions of pixels should be refused because of its header. */
const MOST_DC_BLOCKS = 2 ** 18;

/** A grey, progressive JPEG with many scans that change nothing, some 40 bytes each. */
export function jpegOfScans(side: number, scans: number): Uint8Array {
  const blocks = Math.ceil(side / 8) ** 2;
  const frame = join(u8(8), u16be(side, side), u8(1, 1, 0x11, 0));
  const dc = scan(
    SOUND,
    'DC',
    [1],
    [0, 0],
    entropyBits(Array.from({ length: Math.min(blocks, MOST_DC_BLOCKS) }, () => [0, 4] as const)),
  );
  const ac = scan(SOUND, 'AC', [1], [1, 63], entropyBits(emptyRuns(blocks)));
  return join(
    u8(0xff, 0xd8),
    segment(SOUND, 'DQT', 0xdb, join(u8(0), new Uint8Array(64).fill(16))),
    segment(SOUND, 'SOF', 0xc2, frame),
    segment(SOUND, 'DHT', 0xc4, huffman(SOUND, 'DC', 0x00, [0, 4, 8])),
    segment(
      SOUND,
      'DHT',
      0xc4,
      huffman(
        SOUND,
        'AC',
        0x10,
        Array.from({ length: 15 }, (_, i) => i << 4),
      ),
    ),
    dc,
    ...Array.from({ length: scans }, () => ac),
    u8(0xff, 0xd9),
  );
}
