import { describe, expect, it, vi } from 'vitest';
import { decodePicture } from './decode';
import { bmp, ENCODED, png, tiff } from '../testing/image-files';
import { readPictureHeader } from './picture';
import { fileReasonText } from '../contract/problems/catalogue';
import { UnreadablePicture } from './unreadable';

async function whyNot(bytes: Uint8Array): Promise<string> {
  try {
    await decodePicture(bytes);
  } catch (error) {
    if (error instanceof UnreadablePicture) return fileReasonText(error.why);
    throw error;
  }
  return 'is read';
}

/** The lengths of truncated `bytes` that reading the header alone does not refuse. */
function readLengths(bytes: Uint8Array): number[] {
  return Array.from({ length: bytes.length }, (_, length) => length).filter((length) => {
    try {
      readPictureHeader(bytes.subarray(0, length));
      return true;
    } catch (error) {
      if (error instanceof UnreadablePicture) return false;
      throw error;
    }
  });
}

describe('a truncated picture is detected by reading its header', () => {
  it.each(Object.entries(ENCODED))('%s', (name, bytes) => {
    // A GIF's first frame may be complete without the data after it.
    const end = name === 'gif' ? bytes.length - 1 : bytes.length;
    expect(readLengths(bytes).filter((length) => length < end)).toEqual([]);
  });

  it('as a PNG, BMP or TIFF', () => {
    const rows = Array.from({ length: 20 }, () => Array<number>(20).fill(7));
    expect(readLengths(png({ width: 20, height: 20, depth: 8, colorType: 0, rows }))).toEqual([]);
    expect(readLengths(bmp({ width: 20, height: 20, bits: 8 }, rows))).toEqual([]);
    const grey = { width: 20, height: 20, bits: 8, channels: 1 };
    const flat = Buffer.from(rows.flat());
    expect(readLengths(tiff(grey, flat)).filter((length) => length < 400)).toEqual([]);
    // If the directory comes first, strips and tiles are beyond the end.
    expect(() => readPictureHeader(tiff(grey, flat, { 279: [1000] }))).toThrow('cut-off');
    const tiles = { 322: [32], 323: [32], 324: [8], 325: [1024] };
    expect(() => readPictureHeader(tiff(grey, flat, tiles))).toThrow('cut-off');
    expect(readPictureHeader(tiff(grey, flat))).toMatchObject({ width: 20, height: 20 });
  });
});

describe('a file that is not a complete picture', () => {
  it('is detected only by its contents', async () => {
    expect(await whyNot(new Uint8Array(0))).toBe('is empty');
    const none = 'is no PNG, JPEG, WebP, GIF, BMP or TIFF picture';
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
    for (const text of [svg, '%PDF-1.7', 'push graphic-context', 'BMI,weight,height,label']) {
      expect(await whyNot(Buffer.from(text)), text).toBe(none);
    }
  });

  it.each(Object.entries(ENCODED))('is refused wherever it is cut off: %s', async (_name, bytes) => {
    for (let length = 0; length < bytes.length; length += 7) {
      expect(await whyNot(bytes.subarray(0, length)), String(length)).toMatch(/^(is|has|holds) (?!read)/);
    }
  });

  it('is refused wherever it is cut off: PNG, BMP and TIFF', async () => {
    const rows = Array.from({ length: 20 }, (_, y) => Array.from({ length: 20 }, (_x, x) => (x * y) % 251));
    const flat = Buffer.from(rows.flat());
    for (const whole of [
      png({ width: 20, height: 20, depth: 8, colorType: 0, rows }),
      bmp({ width: 20, height: 20, bits: 8 }, rows),
      tiff({ width: 20, height: 20, bits: 8, channels: 1 }, flat),
    ]) {
      for (let length = 0; length < whole.length - 4; length += 13) {
        expect(await whyNot(whole.subarray(0, length)), String(length)).toMatch(/^(is|has|holds) (?!read)/);
      }
    }
    expect(await whyNot(png({ width: 4, height: 4, depth: 8, colorType: 0, rows: [[0, 0, 0, 0]] }))).toBe(
      'is damaged',
    );
    expect(await whyNot(png({ width: 1, height: 1, depth: 3, colorType: 0, rows: [[0]] }))).toMatch(
      /3 bits of colour type 0/,
    );
  });

  it('does not affect reading the next picture', async () => {
    for (const whole of Object.values(ENCODED)) {
      for (let at = 2; at < whole.length; at += 11) {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ 0xff;
        expect(await whyNot(damaged)).toMatch(/^(is|has|declares|holds) /);
      }
    }
    expect(await whyNot(ENCODED.jpeg)).toBe('is read');
  });
});

it('restarts a decoder that has crashed', async () => {
  const { MagickImage } = await import('@imagemagick/magick-wasm');
  const create = vi.spyOn(MagickImage, 'create').mockImplementationOnce(() => {
    throw new WebAssembly.RuntimeError('unreachable');
  });
  const instantiate = vi.spyOn(WebAssembly, 'Instance');
  expect(await whyNot(ENCODED.jpeg)).toBe('cannot be decoded in the memory that a picture may take');
  expect(await whyNot(ENCODED.jpeg)).toBe('is read');
  expect(instantiate).toHaveBeenCalledOnce();
  create.mockRestore();
  instantiate.mockRestore();
});

it('disables all other formats of the decoder', async () => {
  const { MagickImage, MagickReadSettings, MagickFormat } = await import('@imagemagick/magick-wasm');
  const { Svg, Pdf, Mvg, Txt, Msl, Ps, Tiff } = MagickFormat;
  for (const format of [Svg, Pdf, Mvg, Txt, Msl, Ps]) {
    const image = MagickImage.create();
    expect(() => {
      image.read(
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
        new MagickReadSettings({ format }),
      );
    }, format).toThrow(/NotAuthorized/);
    image.dispose();
  }
  const image = MagickImage.create();
  image.read(
    tiff({ width: 1, height: 1, bits: 8, channels: 1 }, Buffer.of(7)),
    new MagickReadSettings({ format: Tiff }),
  );
  expect(image.width).toBe(1);
  image.dispose();
});

it('reads a header without the decoder', () => {
  expect(readPictureHeader(ENCODED.jpeg)).toMatchObject({
    format: 'JPEG',
    width: 16,
    height: 16,
    isGrey: false,
  });
  expect(readPictureHeader(ENCODED.greyJpeg).isGrey).toBe(true);
});
