import { readFile } from 'node:fs/promises';
import type * as Magick from '@imagemagick/magick-wasm';
import wasmPath from '@imagemagick/magick-wasm/magick.wasm?asset';
import type { PictureFormat } from './picture-header';
import { UnreadablePicture } from './unreadable';

/** A decoded picture, while it is held. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** Where it lies on its canvas: a frame of a GIF may be smaller. */
  readonly place: () => { readonly x: number; readonly y: number };
  /** [rows, width, channels], 0 to 255. @param channels in their order: `R`, `RA`, `RGB` or `RGBA` */
  readonly read: (top: number, rows: number, channels: string) => Uint8Array;
}

type Library = typeof Magick;

/** Nothing but the decoders of these formats, from memory only: no text, no vectors, no other programs. */
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
/** How the library numbers what exceeds a limit. */
const RESOURCE_SEVERITIES = [300, 400, 700];

let library: Promise<Library> | null = null;
let program: Promise<WebAssembly.Module> | null = null;

/**
 * Decodes a picture, the first one where a file has several, and leaves its values as they are stored: no profile is
 * applied. Loads the library when it is first needed, in about 0.15 s.
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
    // The program has stopped inside, or its memory is exhausted: what it holds is of no use any more.
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
  // It keeps the first program it was started with.
  Reflect.set(ImageMagick, '_api', undefined);
  await initializeImageMagick(await program, files);
  ResourceLimits.memory = BigInt(MAX_MEMORY_BYTES);
  ResourceLimits.maxMemoryRequest = BigInt(MAX_MEMORY_BYTES);
  // Else it goes on in files, which lie in the same memory.
  ResourceLimits.disk = 0n;
  ResourceLimits.area = BigInt(MAX_MEMORY_BYTES);
  ResourceLimits.width = BigInt(MAX_SIDE);
  ResourceLimits.height = BigInt(MAX_SIDE);
  ResourceLimits.maxProfileSize = BigInt(MAX_PROFILE_BYTES);
  // Its limit of time counts from picture to picture; pixels and scans bound what one of them takes.
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
