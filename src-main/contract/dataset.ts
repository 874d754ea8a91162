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

/** What an item of a dataset is: an image, or a point of the plane. */
export const DataKindSchema = z.enum(['images', 'points']);
export type DataKind = z.infer<typeof DataKindSchema>;

/** The size of one image, in pixels; a point has its two coordinates as a width of two. */
export interface ItemShape {
  readonly height: number;
  readonly width: number;
  /** Grey, and points; or red, green and blue. */
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
  /** `absent`: made here, but not yet; it is made on first use. */
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

/** Some images of a dataset (or of an upload) as a sheet, with what they are labelled, or some of its points. */
export const DatasetPreviewSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('images'),
    /** Of the PNG sheet, to be fetched from the shell. */
    path: z.string(),
    count: z.int(),
    columns: z.int(),
    rows: z.int(),
    tileWidth: z.int(),
    tileHeight: z.int(),
    /** Row by row; empty where the dataset has no labels. */
    labels: z.array(z.string()),
    /** Their places in the split they are of, from 0; empty where they have none. */
    items: z.array(z.int()),
  }),
  z.object({
    kind: z.literal('points'),
    /** Of a `Float32Array` of (x, y, label) triples, the label −1 where there is none. */
    path: z.string(),
    count: z.int(),
  }),
]);
export type DatasetPreview = z.infer<typeof DatasetPreviewSchema>;
export type ImagesPreview = Extract<DatasetPreview, { kind: 'images' }>;
/** Items of a preview at most. */
export const MAX_PREVIEW: Readonly<Record<DataKind, number>> = { images: 400, points: 4000 };

/** What may be given at once, with what publishers put beside their data. */
export const MAX_GIVEN_FILES = 40;

/** In characters. */
export const MAX_DATASET_NAME = 80;

/** Of images as they are trained on, in pixels. */
export const MIN_IMAGE_SIDE = 8;
export const MAX_IMAGE_SIDE = 64;

const MAX_COLUMN_NAME = 200;
/** Those that people have besides UTF-8: Korean, Western, Japanese, Chinese and Cyrillic systems. */
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

/** How files are read, and how images are taken in. */
export const ImportOptionsSchema = z.object({
  /** Images become squares of this side; null keeps their size where it is one for all and not too large, else 32. */
  side: wholeNumber('image-side', { min: MIN_IMAGE_SIDE, max: MAX_IMAGE_SIDE }).nullable().default(null),
  /** `crop` resizes the middle square, `stretch` the whole image. */
  fit: oneOf('fit', ['crop', 'stretch']).default('crop'),
  /** `auto` is grey where every image is. */
  color: oneOf('color', ['auto', 'grey', 'rgb']).default('auto'),
  /** `none` takes the items in without labels, whatever is beside them. */
  classes: oneOf('classes', ['auto', 'none']).default('auto'),
  /** What holds the labels: a column by its name or its number from 1, or an array by its name; null finds it. */
  label: lineOfText('label-name', MAX_COLUMN_NAME).nullable().default(null),
  /** `folders` takes folders named after splits as splits even beside others; `none` takes them as classes. */
  split: oneOf('splits', ['auto', 'folders', 'none']).default('auto'),
  /** Of names in a ZIP, and of text that does not say its own. */
  encoding: oneOf('encoding', ['auto', ...TEXT_ENCODINGS]).default('auto'),
});
export type ImportOptions = z.infer<typeof ImportOptionsSchema>;
/** What decides how files are read; the others decide what becomes of the images. */
export type ReadOptions = Pick<ImportOptions, 'classes' | 'label' | 'split' | 'encoding'>;

/** A guess that could be wrong, with the option that decides it otherwise. */
export const DoubtSchema = z.object({
  /** What was taken for what, and what else it could be. */
  why: z.custom<DoubtReason>(isPhrase),
  option: z.enum(['classes', 'label', 'split', 'encoding']),
  /** Values that the option could have, the guess first. */
  choices: z.array(z.object({ value: z.string(), label: z.custom<DoubtChoice>(isPhrase) })),
});
export type Doubt = z.infer<typeof DoubtSchema>;

/** A file, picture, array or part of one that is not taken in. */
export const LeftOutSchema = z.object({
  name: z.string(),
  /** Of a table, where it is one of its columns. */
  column: z.custom<Column>((value) => typeof value === 'object').optional(),
  why: z.custom<FileReason>(isPhrase),
});
export type LeftOut = z.infer<typeof LeftOutSchema>;

/** A class, and how many items of it each split has. */
export const ClassCountSchema = z.object({ name: z.string(), trainCount: z.int(), testCount: z.int() });
export type ClassCount = z.infer<typeof ClassCountSchema>;

/** A file, or an array inside one, and what it was taken for, e.g. `train images`. */
const GivenPartSchema = z.object({ name: z.string(), role: z.custom<Role>(isPhrase) });
export type GivenPart = z.infer<typeof GivenPartSchema>;

/** How files were understood: what a person checks before and after an import. Phrases are texts in older reports. */
const UnderstoodSchema = z.object({
  files: z.array(GivenPartSchema),
  /** What the labels were taken from, e.g. `column 1 (“digit”)`, `the folders below “train”`; null without labels. */
  labelSource: z.custom<LabelSource>(isPhrase).nullable(),
  /** E.g. that no test split was given, and what is done instead. */
  notes: z.array(z.custom<ImportNote>(isPhrase)),
  /** The first `MAX_LEFT_OUT` of them. */
  leftOut: z.array(LeftOutSchema),
  leftOutCount: z.int(),
});
/** More are counted only: a person reads no further. */
export const MAX_LEFT_OUT = 1000;

/** Kept with an imported dataset. */
export const ImportReportSchema = UnderstoodSchema.extend({
  /** Milliseconds since 1970. */
  importedAt: z.number(),
  options: ImportOptionsSchema,
});
export type ImportReport = z.infer<typeof ImportReportSchema>;

const ImagesPreviewSchema = DatasetPreviewSchema.options[0];

/** The images to train on that are nearest to one of them. */
export const NeighborsSchema = z.object({
  /** The image itself, then its neighbours, the nearest first. */
  preview: ImagesPreviewSchema,
  /** Of the neighbours: Euclidean, with pixels from 0 to 1. */
  distances: z.array(z.number()),
});
export type Neighbors = z.infer<typeof NeighborsSchema>;

export const DatasetDetailsSchema = z.object({
  /** Empty without labels. */
  classes: z.array(ClassCountSchema),
  /** The mean of all images to train on, then of each class; null for points. */
  means: ImagesPreviewSchema.nullable(),
  /** null of datasets that were generated, or imported before there were reports. */
  report: ImportReportSchema.nullable(),
});
export type DatasetDetails = z.infer<typeof DatasetDetailsSchema>;

/** What uploaded files were found to be, before they are taken in. */
export const InspectionSchema = UnderstoodSchema.extend({
  /** Handed back to `datasets.import`. */
  inspectionId: z.string(),
  kind: DataKindSchema,
  suggestedName: z.string(),
  /** As they will be taken in. */
  width: z.int(),
  height: z.int(),
  channels: z.literal([1, 3]),
  /** The size that `side: null` keeps; null where it cannot. */
  ownSize: z.object({ width: z.int(), height: z.int() }).nullable(),
  trainCount: z.int(),
  testCount: z.int(),
  /** Empty without labels. */
  classes: z.array(ClassCountSchema),
  doubts: z.array(DoubtSchema),
  preview: DatasetPreviewSchema,
});
export type Inspection = z.infer<typeof InspectionSchema>;
