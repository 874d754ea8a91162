import type { FigureKind, Sheet } from '../contract/sample';
import type { Random } from '../engine/random';
import { tf, type Tensor2D } from '../engine/tensorflow';
import { encodeSheet } from '../images/sheet';
import type { BuiltModel } from '../models/model';

/** Uint8 images of one split, [count, height · width · channels]. */
export interface Images {
  readonly images: Uint8Array;
  readonly labels: Uint8Array | null;
  readonly count: number;
  readonly width: number;
  readonly height: number;
}

export interface Figure {
  readonly kind: FigureKind;
  readonly mediaType: string;
  readonly sheet: Sheet | null;
  readonly bytes: Uint8Array;
}

const SHEET_SIDE = 8;
/** Enough to see the classes, few enough to cost a few steps' time. */
const SCATTER_POINTS = 2000;

/** What is shown of a run at every recorded step: always the same latents and the same test images. */
export function figureMaker(model: BuiltModel, kinds: readonly FigureKind[], test: Images, random: Random) {
  const latents = model.drawLatents(random, 'figures', SHEET_SIDE * SHEET_SIDE);
  const pixels = test.width * test.height;

  const sheetOf = (kind: FigureKind, tiles: Uint8Array): Figure => {
    const { width, height } = test;
    const columns = SHEET_SIDE;
    const count = tiles.length / pixels;
    return {
      kind,
      mediaType: 'image/png',
      sheet: { columns, rows: Math.ceil(count / columns), tileWidth: width, tileHeight: height },
      bytes: encodeSheet({ tiles, count, width, height, channels: 1, columns }),
    };
  };

  const makers: Record<FigureKind, () => Figure | null> = {
    samples: () =>
      sheetOf(
        'samples',
        toBytes(() => model.decode(latents)),
      ),

    /** Odd columns originals, even columns reconstructions. */
    reconstructions() {
      const { encode } = model;
      if (encode === undefined) return null;
      const count = Math.min(test.count, (SHEET_SIDE * SHEET_SIDE) / 2);
      const decoded = toBytes(() => model.decode(encode(imageBatch(test, 0, count))));
      const tiles = new Uint8Array(2 * count * pixels);
      for (let i = 0; i < count; i++) {
        tiles.set(test.images.subarray(i * pixels, (i + 1) * pixels), 2 * i * pixels);
        tiles.set(decoded.subarray(i * pixels, (i + 1) * pixels), (2 * i + 1) * pixels);
      }
      return sheetOf('reconstructions', tiles);
    },

    'latent-scatter'() {
      const { encode } = model;
      if (encode === undefined || model.latentSize !== 2) return null;
      const count = Math.min(test.count, SCATTER_POINTS);
      const means = tf.tidy(() => encode(imageBatch(test, 0, count)).dataSync<'float32'>());
      const triples = new Float32Array(count * 3);
      for (let i = 0; i < count; i++) {
        triples.set([means[2 * i] ?? 0, means[2 * i + 1] ?? 0, test.labels?.[i] ?? 0], 3 * i);
      }
      const bytes = new Uint8Array(triples.buffer);
      return { kind: 'latent-scatter', mediaType: 'application/octet-stream', sheet: null, bytes };
    },
  };

  return {
    make: (): Figure[] => kinds.flatMap((kind) => makers[kind]() ?? []),
    dispose: () => {
      latents.dispose();
    },
  };
}

/** Images `from` … `from + count − 1` as float32 [count, pixels] from 0 to 1. */
export function imageBatch({ images, width, height }: Images, from: number, count: number): Tensor2D {
  const pixels = width * height;
  const values = new Float32Array(count * pixels);
  for (let i = 0; i < values.length; i++) values[i] = (images[from * pixels + i] ?? 0) / 255;
  return tf.tensor2d(values, [count, pixels]);
}

/** [n, pixels] of 0 to 1 as bytes of 0 to 255. */
function toBytes(images: () => Tensor2D): Uint8Array {
  const values = tf.tidy(() => images().dataSync<'float32'>());
  return Uint8Array.from(values, (value) => Math.round(Math.min(1, Math.max(0, value)) * 255));
}
