import { readFile } from 'node:fs/promises';
import type * as Magick from '@imagemagick/magick-wasm';
import wasmPath from '@imagemagick/magick-wasm/magick.wasm?asset';
import type { PictureFormat } from './picture-header';
import { UnreadablePicture } from './unreadable';

/** A decoded picture, only valid during the callback. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** Its position on the canvas: a frame of a GIF may be smaller. */
  readonly place: () => { readonly x: number; readonly y: number };
  /** Reads [rows, width, channels], 0 to 255. @param channels in order: `R`, `RA`, `RGB` or `RGBA` */
  readonly read: (top: number, rows: number, channels: string) => Uint8Array;
}

type Library = typeof Magick;

/** Allows only the decoders of these formats, from memory: no text, no vector graphics, no external programs. */
const POLICY = `<policymap>
  <policy domain="delegate" rights="none" pattern="*"/>
  <policy domain="filter" rights="none" pattern="*"/>
  <policy domain="path" rights="none" pattern="@*"/>
  <policy domain="coder" rights="none" pattern="*"/>
  <policy domain="coder" rights="read" pattern="{PNG,JPEG,WEBP,GIF,BMP,TIFF}"/>
</policymap>`;
const MAX_MEMORY_BYTES = 640 * 1024 * 1024;
const MAX_SIDE = 100e6;
const MAX_PROFILE_BYTES = 16 * 1024 * 1024;
/** The library's error numbers for exceeded limits. */
const RESOURCE_SEVERITIES = [300, 400, 700];

let library: Promise<Library> | null = null;
let program: Promise<WebAssembly.Module> | null = null;

/**
 * Decodes a picture, the first one if a file has several, without changing its stored values: no profile is applied.
 * Loads the library on first use, in about 0.15 s.
 * @param use called with the picture, which is released afterwards
 * @throws UnreadablePicture
 */
export async function decoded<T>(
  bytes: Uint8Array,
  format: PictureFormat,
  use: (raster: Raster) => T,
): Promise<T> {
  const magick = await (library ??= load());
  try {
    return readWith(magick, bytes, format, use);
  } catch (error) {
    if (error instanceof magick.MagickError) throw unreadable(error);
    // The WebAssembly program has crashed, or its memory is exhausted: this instance cannot be used any more.
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
      library = null;
      throw new UnreadablePicture('too-much-memory', {
        cause: error,
      });
    }
    throw error;
  }
}

async function load(): Promise<Library> {
  const magick = await import('@imagemagick/magick-wasm');
  const { ConfigurationFiles, ImageMagick, initializeImageMagick, ResourceLimits } = magick;
  program ??= readFile(wasmPath).then((bytes) => WebAssembly.compile(bytes));
  const files = ConfigurationFiles.default;
  files.policy.data = POLICY;
  // The library caches the first instance; reset it, so that a new one is created.
  Reflect.set(ImageMagick, '_api', undefined);
  await initializeImageMagick(await program, files);
  ResourceLimits.memory = BigInt(MAX_MEMORY_BYTES);
  ResourceLimits.maxMemoryRequest = BigInt(MAX_MEMORY_BYTES);
  // Otherwise it continues in files, which are in the same memory.
  ResourceLimits.disk = 0n;
  ResourceLimits.area = BigInt(MAX_MEMORY_BYTES);
  ResourceLimits.width = BigInt(MAX_SIDE);
  ResourceLimits.height = BigInt(MAX_SIDE);
  ResourceLimits.maxProfileSize = BigInt(MAX_PROFILE_BYTES);
  // Its time limit accumulates over pictures, so it is not set; the limits on pixels and scans bound the time of each
  // one.
  return magick;
}

function readWith<T>(
  { ColorSpace, MagickImage, MagickReadSettings }: Library,
  bytes: Uint8Array,
  format: PictureFormat,
  use: (raster: Raster) => T,
): T {
  const stored: readonly number[] = [
    ColorSpace.Undefined,
    ColorSpace.sRGB,
    ColorSpace.RGB,
    ColorSpace.Gray,
    ColorSpace.LinearGray,
  ];
  const image = MagickImage.create();
  try {
    image.read(bytes, new MagickReadSettings({ format, frameIndex: 0, frameCount: 1 }));
    if (!stored.includes(image.colorSpace)) image.colorSpace = ColorSpace.sRGB;
    const { width, height } = image;
    return image.getPixels((pixels) =>
      use({
        width,
        height,
        place: () => image.page,
        read: (top, rows, channels) => {
          const samples = pixels.toByteArray(0, top, width, rows, channels);
          if (samples === null) throw new UnreadablePicture('damaged');
          return samples;
        },
      }),
    );
  } finally {
    image.dispose();
  }
}

function unreadable(error: InstanceType<Library['MagickError']>): UnreadablePicture {
  const isLimit = RESOURCE_SEVERITIES.includes(error.severity) || /memory|Resource|Limit/.test(error.message);
  return new UnreadablePicture(isLimit ? 'too-much-memory' : 'damaged', { cause: error });
}
