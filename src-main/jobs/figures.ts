import { at } from '../contract/at';
import { encodeDiscriminatorOutputs } from '../contract/discriminator-outputs';
import { encodePointCloud } from '../contract/point-cloud';
import type { ModelInfo } from '../contract/model';
import type { RunConfig } from '../contract/run';
import { MANIFOLD_REACH, type FigureKind, type Sheet } from '../contract/figure';
import type { LoadedSplit } from '../datasets/load';
import type { Random } from '../engine/random';
import { valuesOf } from '../engine/read-values';
import { tf, type Tensor1D, type Tensor2D } from '../engine/tensorflow';
import { encodeSheet } from '../images/sheet';
import type { BuiltModel, Generator } from '../models/model';
import { discriminatorFigure } from './discriminator-figure';
import { latentGrid } from './latent-grid';
import { pointFigure } from './point-figure';
import { imagesToBytes, itemBatch } from './tensors';

export interface Figure {
  readonly kind: FigureKind;
  readonly mediaType: string;
  readonly sheet: Sheet | null;
  readonly bytes: Uint8Array;
}

/** Whether a figure is recorded as often as samples, or as checkpoints. */
export type FigureCadence = 'sample' | 'checkpoint';

/** Sides of a sheet of reconstructions, with columns or rows of originals; the layouts are in `models/sources.ts`. */
const [SHEET_SIDE, ROW_LENGTH] = [8, 10];
/** Enough points to see the classes, few enough to cost only the time of a few steps. */
const SCATTER_POINTS = 2000;
const MANIFOLD_SIDE = 30;

/** Makes the figures of a run at each recorded step, always from the same latents and test items. */
export function figureMaker(
  model: BuiltModel,
  { figures: kinds, reconstructionLayout }: Pick<ModelInfo, 'figures' | 'reconstructionLayout'>,
  sampleSheet: RunConfig['sampleSheet'],
  test: LoadedSplit,
  random: Random,
) {
  const { generator, encode, reconstruct } = model;
  const { cloud, outputs } = drawnFigures(model, kinds, test, random);
  const classes = generator?.classes ?? null;
  const layout = sheetLayoutOf(classes, sampleSheet);
  const latents = generator === null ? null : recordedLatents(generator, sampleSheet, random);
  const labels = classes === null ? null : labelsOfRows(layout);
  const pixels = test.width * test.height * test.channels;

  const sheetOf = (kind: FigureKind, tiles: Uint8Array, columns: number) =>
    sheetFigure(kind, tiles, columns, test);

  const makers: Record<FigureKind, () => Figure | null> = {
    samples() {
      if (generator === null || latents === null) return null;
      return sheetOf(
        'samples',
        imagesToBytes(() => generator.decode(latents, labels)),
        layout.columns,
      );
    },

    points() {
      if (cloud === null) return null;
      const bytes = encodePointCloud(cloud.make());
      return { kind: 'points', mediaType: 'application/octet-stream', sheet: null, bytes };
    },

    reconstructions() {
      if (reconstruct === undefined) return null;
      const inRows = reconstructionLayout === 'rows';
      const shown = Math.min(test.count, inRows ? ROW_LENGTH : (SHEET_SIDE * SHEET_SIDE) / 2);
      const images = tf.tidy(() => [...reconstruct(itemBatch(test, 0, shown), random)]);
      const sets = images.map((one) => imagesToBytes(() => one));
      tf.dispose(images);
      return sheetOf(
        'reconstructions',
        inRows ? joined(sets) : interleaved(sets, pixels),
        inRows ? shown : SHEET_SIDE,
      );
    },

    'latent-scatter'() {
      if (encode === undefined || generator?.latentSize !== 2) return null;
      const shown = Math.min(test.count, SCATTER_POINTS);
      const means = valuesOf(() => encode(itemBatch(test, 0, shown)));
      const bytes = new Uint8Array(labelledPoints(means, test.labels).buffer);
      return { kind: 'latent-scatter', mediaType: 'application/octet-stream', sheet: null, bytes };
    },

    discriminator() {
      if (outputs === null) return null;
      const bytes = encodeDiscriminatorOutputs(outputs.make());
      return { kind: 'discriminator', mediaType: 'application/octet-stream', sheet: null, bytes };
    },

    manifold() {
      if (generator?.latentSize !== 2) return null;
      const grid = latentGrid(MANIFOLD_SIDE, MANIFOLD_REACH);
      return sheetOf(
        'manifold',
        imagesToBytes(() => generator.decode(tf.tensor2d(grid, [MANIFOLD_SIDE ** 2, 2]), null)),
        MANIFOLD_SIDE,
      );
    },
  };

  return {
    /** All kinds except the manifold, which is too expensive, are recorded with the samples. */
    make: (cadence: FigureCadence): Figure[] =>
      kinds
        .filter((kind) => (kind === 'manifold') === (cadence === 'checkpoint'))
        .flatMap((kind) => makers[kind]() ?? []),
    dispose: () => {
      tf.dispose([latents ?? [], labels ?? []]);
      cloud?.dispose();
      outputs?.dispose();
    },
  };
}

/** Returns the makers of figures that are drawn from numbers, as far as the model has such figures. */
function drawnFigures(
  { generator, discriminator }: BuiltModel,
  kinds: readonly FigureKind[],
  test: LoadedSplit,
  random: Random,
) {
  if (generator === null) return { cloud: null, outputs: null };
  const has = (kind: FigureKind) => kinds.includes(kind);
  return {
    cloud: has('points') ? pointFigure(generator, discriminator, test, random) : null,
    outputs:
      has('discriminator') && discriminator !== undefined
        ? discriminatorFigure(generator, discriminator, test, random)
        : null,
  };
}

/** One row per class, if the model is conditional. */
function sheetLayoutOf(classes: number | null, sampleSheet: RunConfig['sampleSheet']) {
  return classes === null ? sampleSheet : { ...sampleSheet, rows: classes };
}

/** Returns the latents that a run's sheets of samples show at every step, [samples, latentSize]. */
export function recordedLatents(
  generator: Generator,
  sampleSheet: RunConfig['sampleSheet'],
  random: Random,
): Tensor2D {
  const { rows, columns } = sheetLayoutOf(generator.classes, sampleSheet);
  return generator.drawLatents(random, 'figures', rows * columns);
}

/** Returns the row of each tile of a sheet, int32 [rows · columns]. */
function labelsOfRows({ rows, columns }: RunConfig['sampleSheet']): Tensor1D {
  return tf.tensor1d(
    Int32Array.from({ length: rows * columns }, (_, i) => Math.floor(i / columns)),
    'int32',
  );
}

/** Makes a sheet from tiles [count, height · width · channels] with values from 0 to 255, row by row. */
function sheetFigure(
  kind: FigureKind,
  tiles: Uint8Array,
  columns: number,
  { width, height, channels }: Pick<LoadedSplit, 'width' | 'height' | 'channels'>,
): Figure {
  const total = tiles.length / (width * height * channels);
  return {
    kind,
    mediaType: 'image/png',
    sheet: { columns, rows: Math.ceil(total / columns), tileWidth: width, tileHeight: height },
    bytes: encodeSheet({ tiles, count: total, width, height, channels, columns }),
  };
}

/** Returns the sets of images one after the other. */
function joined(sets: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(sets));
}

/** Returns the first image of each set, then the second of each, and so on. */
function interleaved(sets: readonly Uint8Array[], pixels: number): Uint8Array {
  const images = at(sets, 0).length / pixels;
  const tiles = Array.from({ length: images }, (_, i) =>
    sets.map((set) => set.subarray(i * pixels, (i + 1) * pixels)),
  );
  return joined(tiles.flat());
}

/** Returns [n, 3] from means [n, 2] in the latent plane: x, y and the class, −1 without labels. */
function labelledPoints(means: Float32Array, labels: Uint8Array | null): Float32Array {
  const points = new Float32Array((means.length / 2) * 3);
  for (let i = 0; i < means.length / 2; i++) {
    points.set(means.subarray(2 * i, 2 * i + 2), 3 * i);
    points[3 * i + 2] = labels?.[i] ?? -1;
  }
  return points;
}
