import type { DataKind, Doubt, GivenPart, ItemShape, LeftOut, ReadOptions } from '../../contract/dataset';
import type { ImportNote, LabelSource, ProblemParams } from '../../contract/problems/catalogue';

/** A file or a folder someone gave: what it is called, and where it is. */
export interface GivenFile {
  readonly name: string;
  readonly path: string;
}

/** Some consecutive items, all of one shape. */
export interface Block extends ItemShape {
  readonly count: number;
  /** [count, height, width, channels] of 0 to 255, or points as IDX has them; overwritten by the next block. */
  readonly data: Uint8Array;
}

/** Items, or why one item is missing, which is known only once its pixels are read. */
export type Piece = Block | LeftOut;

export const isMissing = (piece: Piece): piece is LeftOut => 'why' in piece;

/** Items that belong together, in their order and in their own size. */
export interface Part {
  readonly count: number;
  /** [count], indices into the class names; null where there are none. */
  readonly labels: Uint8Array | null;
  /** Reads them, from the first on. */
  readonly blocks: () => AsyncIterable<Piece>;
  /** Reads some of them, in their order, where that costs less than reading all. @param indices ascending */
  readonly some?: (indices: readonly number[]) => AsyncIterable<Piece>;
}

/** What given files hold, whatever their format; read to the end once, so that it can be taken in. */
export interface Found {
  readonly kind: DataKind;
  /** Of every image; null where they differ. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly channels: ItemShape['channels'];
  readonly train: Part;
  /** null where none was given. */
  readonly test: Part | null;
  readonly classNames: readonly string[];
  readonly suggestedName: string;
  readonly files: readonly GivenPart[];
  /** What the labels were taken from, e.g. `column 1 (“digit”)`, `the folders below “train”`; null without labels. */
  readonly labelSource: LabelSource | null;
  /** Guesses that could be wrong, each with the option that decides otherwise. */
  readonly doubts: readonly Doubt[];
  /** Everything that was given and is not taken in; a format need not repeat it in `notes`. */
  readonly leftOut: readonly LeftOut[];
  /** What a person should know before taking the dataset in. */
  readonly notes: readonly ImportNote[];
}

/** Files below a folder, or inside a ZIP: both are read alike. */
export interface Folder {
  /** Paths from the folder on, with slashes, as people read them; without what systems leave behind; links last. */
  readonly paths: readonly string[];
  /** @throws WorkbenchError `dataset.too-large`, or when the file cannot be read */
  readonly read: (path: string) => Promise<Uint8Array>;
  /** The first bytes, fewer where there are no more. @throws WorkbenchError when the file cannot be read */
  readonly start: (path: string, bytes: number) => Promise<Uint8Array>;
  /** Where the file itself is; null in a ZIP, and where its name is none that can be given. */
  readonly fileAt: (path: string) => string | null;
  /** The same for two paths that lead to one file through links. */
  readonly originOf: (path: string) => string;
  /** Whether two files hold the same bytes. */
  readonly isCopy: (path: string, other: string) => Promise<boolean>;
  /** Links that lead nowhere, devices, and what may not be read. */
  readonly leftOut: readonly LeftOut[];
  /** How names are encoded. */
  readonly doubts: readonly Doubt[];
  readonly close: () => void;
}

/** The first look at a file. */
export interface Glimpse extends GivenFile {
  /** The first bytes, unpacked where they were gzipped; empty of a folder. */
  readonly head: Uint8Array;
  /** Of the file as it lies there; without end of a folder. */
  readonly bytes: number;
  /** Of a ZIP, the paths that it lists. */
  readonly members: readonly string[] | null;
  /** Whether it is a folder or a ZIP with pictures in it. */
  readonly hasPictures: boolean;
}

/** How many bytes a glimpse has at most. */
export const GLIMPSE_BYTES = 64 * 1024;

export interface Format {
  readonly id: ProblemParams<'dataset.mixed'>['first']['format'];
  readonly recognises: (file: Glimpse) => boolean;
  /** Whether a dataset may have many files: a split or a class each. */
  readonly takesMany?: boolean;
  /**
   * Finds out what files of this format hold together.
   * @throws WorkbenchError with a `dataset.…` code and a sentence that names the file
   */
  readonly read: (files: readonly GivenFile[], options: ReadOptions) => Promise<Found>;
}
