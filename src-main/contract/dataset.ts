import * as z from 'zod';
import { ProblemSchema } from './problem';
import type { Column } from './problems/en/columns';
import type { DoubtChoice, DoubtReason } from './problems/en/doubts';
import type { FileReason } from './problems/en/file-reasons';
import type { LabelSource, Role } from './problems/en/given-parts';
import type { ImportNote } from './problems/en/import-notes';
import { isPhrase } from './problems/phrases';
import { lineOfText, matching, oneOf, wholeNumber } from './validation';

export const DatasetIdSchema = matching(/^[a-z0-9][a-z0-9-]{0,63}$/, 'dataset-id');

/** The kind of a dataset's items: images, or points of the plane. */
export const DataKindSchema = z.enum(['images', 'points']);
export type DataKind = z.infer<typeof DataKindSchema>;

/** The size of one image, in pixels; a point's two coordinates are a width of two. */
export interface ItemShape {
  readonly height: number;
  readonly width: number;
  /** 1 for grey images and points, 3 for RGB images. */
  readonly channels: 1 | 3;
}
export const POINT_SHAPE: ItemShape = { height: 1, width: 2, channels: 1 };

/** An item in words: 28 × 28, 32 × 32 RGB, 2-D. */
export function itemText({ kind, width, height, channels }: ItemShape & { readonly kind: DataKind }): string {
  if (kind === 'points') return '2-D';
  return `${String(width)} × ${String(height)}${channels === 3 ? ' RGB' : ''}`;
}

export const DatasetSchema = z.object({
  id: DatasetIdSchema,
  kind: DataKindSchema,
  name: z.string(),
  summary: z.string(),
  source: z.enum(['generated', 'included', 'imported']),
  /** `absent`: not generated yet; it is generated on first use. */
  state: z.enum(['absent', 'preparing', 'ready', 'failed']),
  /** 0 to 1 while `preparing`. */
  progress: z.number().nullable(),
  problem: ProblemSchema.nullable(),
  /** As in `ItemShape`. */
  width: z.int(),
  height: z.int(),
  channels: z.literal([1, 3]),
  classNames: z.array(z.string()),
  trainCount: z.int(),
  testCount: z.int(),
  /** SHA-256 over images and labels of both splits, hex; null until ready. */
  fingerprint: z.string().nullable(),
  sizeBytes: z.int(),
});
export type Dataset = z.infer<typeof DatasetSchema>;

/** Some images of a dataset (or of an upload) as a sheet, with their labels, or some of its points. */
export const DatasetPreviewSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('images'),
    /** The path of the PNG sheet, served by the shell. */
    path: z.string(),
    count: z.int(),
    columns: z.int(),
    rows: z.int(),
    tileWidth: z.int(),
    tileHeight: z.int(),
    /** Row by row; empty if the dataset has no labels. */
    labels: z.array(z.string()),
    /** Their indices in their split; empty if they have none. */
    items: z.array(z.int()),
  }),
  z.object({
    kind: z.literal('points'),
    /** The path of a `Float32Array` of (x, y, label) triples, with label −1 for points without a class. */
    path: z.string(),
    count: z.int(),
  }),
]);
export type DatasetPreview = z.infer<typeof DatasetPreviewSchema>;
export type ImagesPreview = Extract<DatasetPreview, { kind: 'images' }>;
/** The most items in a preview. */
export const MAX_PREVIEW: Readonly<Record<DataKind, number>> = { images: 400, points: 4000 };

/** The most files in one import, including those that publishers add to their data. */
export const MAX_GIVEN_FILES = 40;

/** In characters. */
export const MAX_DATASET_NAME = 80;

/** Limits on the sides of images in training, in pixels. */
export const MIN_IMAGE_SIDE = 8;
export const MAX_IMAGE_SIDE = 64;

const MAX_COLUMN_NAME = 200;
/** Besides UTF-8, the encodings of Korean, Western, Japanese, Chinese and Cyrillic systems. */
export const TEXT_ENCODINGS = [
  'utf-8',
  'cp949',
  'shift_jis',
  'gb18030',
  'big5',
  'windows-1252',
  'cp437',
  'cp866',
] as const;

/** How files are read, and how images are imported. */
export const ImportOptionsSchema = z.object({
  /**
   * Images become squares of this side; null keeps their size if all have the same and it is not too large, otherwise
   * 32.
   */
  side: wholeNumber('image-side', { min: MIN_IMAGE_SIDE, max: MAX_IMAGE_SIDE }).nullable().default(null),
  /** `crop` resizes the middle square, `stretch` the whole image. */
  fit: oneOf('fit', ['crop', 'stretch']).default('crop'),
  /** `auto` is grey if every image is. */
  color: oneOf('color', ['auto', 'grey', 'rgb']).default('auto'),
  /** `none` imports the items without labels, even if there are any. */
  classes: oneOf('classes', ['auto', 'none']).default('auto'),
  /** The source of the labels: a column by its name or its number from 1, or an array by its name; null finds it. */
  label: lineOfText('label-name', MAX_COLUMN_NAME).nullable().default(null),
  /** `folders` reads folders named after splits as splits even beside others; `none` reads them as classes. */
  split: oneOf('splits', ['auto', 'folders', 'none']).default('auto'),
  /** The encoding of names in a ZIP, and of text that does not declare one. */
  encoding: oneOf('encoding', ['auto', ...TEXT_ENCODINGS]).default('auto'),
});
export type ImportOptions = z.infer<typeof ImportOptionsSchema>;
/** The options that affect how files are read; the others affect how images are converted. */
export type ReadOptions = Pick<ImportOptions, 'classes' | 'label' | 'split' | 'encoding'>;

/** A guess that could be wrong, with the option that overrides it. */
export const DoubtSchema = z.object({
  /** The guess, and the alternatives. */
  why: z.custom<DoubtReason>(isPhrase),
  option: z.enum(['classes', 'label', 'split', 'encoding']),
  /** Possible values of the option, the guess first. */
  choices: z.array(z.object({ value: z.string(), label: z.custom<DoubtChoice>(isPhrase) })),
});
export type Doubt = z.infer<typeof DoubtSchema>;

/** A file, picture, array or part of one that is not imported. */
export const LeftOutSchema = z.object({
  name: z.string(),
  /** The column, if it is part of a table. */
  column: z.custom<Column>((value) => typeof value === 'object').optional(),
  why: z.custom<FileReason>(isPhrase),
});
export type LeftOut = z.infer<typeof LeftOutSchema>;

/** A class, and its number of items in each split. */
export const ClassCountSchema = z.object({ name: z.string(), trainCount: z.int(), testCount: z.int() });
export type ClassCount = z.infer<typeof ClassCountSchema>;

/** A file, or an array inside one, and its role, e.g. `train images`. */
const GivenPartSchema = z.object({ name: z.string(), role: z.custom<Role>(isPhrase) });
export type GivenPart = z.infer<typeof GivenPartSchema>;

/**
 * How files were interpreted, which the user checks before and after an import. Phrases are texts in older reports.
 */
const UnderstoodSchema = z.object({
  files: z.array(GivenPartSchema),
  /** The source of the labels, e.g. `column 1 (“digit”)`, `the folders below “train”`; null without labels. */
  labelSource: z.custom<LabelSource>(isPhrase).nullable(),
  /** E.g. that no test split was given, and what is done instead. */
  notes: z.array(z.custom<ImportNote>(isPhrase)),
  /** The first `MAX_LEFT_OUT` parts; `leftOutCount` is the number of all. */
  leftOut: z.array(LeftOutSchema),
  leftOutCount: z.int(),
});
/** Further parts are only counted: nobody would read on. */
export const MAX_LEFT_OUT = 1000;

/** Stored with an imported dataset. */
export const ImportReportSchema = UnderstoodSchema.extend({
  /** Milliseconds since 1970. */
  importedAt: z.number(),
  options: ImportOptionsSchema,
});
export type ImportReport = z.infer<typeof ImportReportSchema>;

const ImagesPreviewSchema = DatasetPreviewSchema.options[0];

/** The training images that are nearest to a given one. */
export const NeighborsSchema = z.object({
  /** The image itself, then its neighbours, the nearest first. */
  preview: ImagesPreviewSchema,
  /** Euclidean distances of the neighbours, with pixels from 0 to 1. */
  distances: z.array(z.number()),
});
export type Neighbors = z.infer<typeof NeighborsSchema>;

export const DatasetDetailsSchema = z.object({
  /** Empty without labels. */
  classes: z.array(ClassCountSchema),
  /** The mean over all training images, then over each class; null for points. */
  means: ImagesPreviewSchema.nullable(),
  /** null for datasets that were generated, or imported before reports existed. */
  report: ImportReportSchema.nullable(),
});
export type DatasetDetails = z.infer<typeof DatasetDetailsSchema>;

/** The result of inspecting uploaded files, before the import. */
export const InspectionSchema = UnderstoodSchema.extend({
  /** The id to pass to `datasets.import`. */
  inspectionId: z.string(),
  kind: DataKindSchema,
  suggestedName: z.string(),
  /** The size after the import. */
  width: z.int(),
  height: z.int(),
  channels: z.literal([1, 3]),
  /** The size that `side: null` keeps; null if it cannot be kept. */
  ownSize: z.object({ width: z.int(), height: z.int() }).nullable(),
  trainCount: z.int(),
  testCount: z.int(),
  /** Empty without labels. */
  classes: z.array(ClassCountSchema),
  doubts: z.array(DoubtSchema),
  preview: DatasetPreviewSchema,
});
export type Inspection = z.infer<typeof InspectionSchema>;
