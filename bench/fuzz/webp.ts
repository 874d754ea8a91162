/** WebP: a lossless image of one colour, in the simple and the extended format. */
import { ascii, join, u16le, u32le, u8 } from './binary';
import { SOUND, type Fields } from './fields';
import { exifBlock } from './pictures';

const SIDE = 12;

function chunk(f: Fields, type: string, data: Uint8Array): Uint8Array {
  const size = f.number(`${type} size`, data.length);
  return join(
    ascii(f.text(`${type} type`, type).padEnd(4).slice(0, 4)),
    u32le(size),
    data,
    new Uint8Array(data.length % 2),
  );
}

/** VP8L whose five prefix codes have one symbol each, so that its pixels take no bits. */
export function losslessStream(
  width: number,
  height: number,
  [red, green, blue]: readonly number[],
): Uint8Array {
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let i = 0; i < count; i++) bits.push((value >>> i) & 1);
  };
  put(width - 1, 14);
  put(height - 1, 14);
  put(0, 1 + 3);
  // No transform, no colour cache, and the same prefix codes for the whole image.
  put(0, 3);
  for (const symbol of [green ?? 0, red ?? 0, blue ?? 0, 255, 0]) {
    put(0b101, 3);
    put(symbol, 8);
  }
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  bits.forEach((bit, i) => (bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (bit << (i & 7))));
  return join(u8(0x2f), bytes);
}

export function webp(f: Fields, shade: number): Uint8Array {
  const [width, height] = ['width', 'height'].map((name) => f.choice(name, SIDE, [1, 13, 4096, 16_384]));
  const stream = f.bytes('VP8L', losslessStream(width ?? 0, height ?? 0, [shade, shade, shade]));
  const picture = chunk(f, 'VP8L', stream);
  const extended = (isAnimated: boolean) => {
    const flags = f.number('VP8X flags', isAnimated ? 0x0a : 0x08, 8);
    const size = ['canvas width', 'canvas height'].map((name) => f.number(name, SIDE - 1));
    const canvas = join(...size.map((value) => u32le(value).subarray(0, 3)));
    const frame = join(u16le(0, 0, 0), canvas, u8(1, 0, 0, f.number('frame flags', 0, 8)), picture);
    const content = isAnimated ? [chunk(f, 'ANIM', new Uint8Array(6)), chunk(f, 'ANMF', frame)] : [picture];
    return [chunk(f, 'VP8X', join(u8(flags, 0, 0, 0), canvas)), ...content, chunk(f, 'EXIF', exifBlock(f))];
  };
  const chunks = f.draw.pick([() => [picture], () => extended(false), () => extended(true)])();
  const body = join(ascii('WEBP'), ...f.parts('chunks', chunks));
  return join(ascii('RIFF'), u32le(f.number('RIFF size', body.length)), body);
}

/** A simple WebP of a lossless stream. */
export function riff(stream: Uint8Array): Uint8Array {
  const body = join(ascii('WEBP'), chunk(SOUND, 'VP8L', stream));
  return join(ascii('RIFF'), u32le(body.length), body);
}
