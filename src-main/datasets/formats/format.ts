import type { DataKind, Doubt, GivenPart, ItemShape, LeftOut, ReadOptions } from '../../contract/dataset';
import type { ImportNote, LabelSource, ProblemParams } from '../../contract/problems/catalogue';

/** A file or a folder that the user gave: its name, and its path. */
export interface GivenFile {
  readonly name: string;
  readonly path: string;
}

/** Consecutive items of one shape. */
export interface Block extends ItemShape {
  readonly count: number;
  /**
   * [count, height, width, channels] from 0 to 255, or points as stored in IDX files; overwritten by the next block.
   */
  readonly data: Uint8Array;
}

/** Items, or the reason why one is missing, which is only known once its pixels are read. */
export type Piece = Block | LeftOut;

export const isMissing = (piece: Piece): piece is LeftOut => 'why' in piece;

/** Items that belong together, in order, each in its original size. */
export interface Part {
  readonly count: number;
  /** [count], indices into the class names; null without labels. */
  readonly labels: Uint8Array | null;
  /** Reads all items, in order. */
  readonly blocks: () => AsyncIterable<Piece>;
  /** Reads some items, in order, where that costs less than reading all. @param indices ascending */
  readonly some?: (indices: readonly number[]) => AsyncIterable<Piece>;
}

/** The contents of given files in any format, which have been read and checked once in full. */
export interface Found {
  readonly kind: DataKind;
  /** The size of all images; null where they differ. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly channels: ItemShape['channels'];
  readonly train: Part;
  /** null where no test split was given. */
  readonly test: Part | null;
  readonly classNames: readonly string[];
  readonly suggestedName: string;
  readonly files: readonly GivenPart[];
  /** The source of the labels, e.g. `column 1 (“digit”)`, `the folders below “train”`; null without labels. */
  readonly labelSource: LabelSource | null;
  /** Guesses that could be wrong, each with the option that overrides it. */
  readonly doubts: readonly Doubt[];
  /** Everything that was given and is not imported; a format need not repeat it in `notes`. */
  readonly leftOut: readonly LeftOut[];
  /** What the user should know before the import. */
  readonly notes: readonly ImportNote[];
}

/** The files below a folder or inside a ZIP. */
export interface Folder {
  /**
   * Relative paths with slashes, decoded for display, without files that operating systems leave behind; links last.
   */
  readonly paths: readonly string[];
  /** @throws WorkbenchError `dataset.too-large`, or when the file cannot be read */
  readonly read: (path: string) => Promise<Uint8Array>;
  /** The first bytes, or fewer in a shorter file. @throws WorkbenchError when the file cannot be read */
  readonly start: (path: string, bytes: number) => Promise<Uint8Array>;
  /** The path of the file itself; null in a ZIP, and where the name cannot be expressed as a string. */
  readonly fileAt: (path: string) => string | null;
  /** An identifier that is equal for two paths that lead to one file through links. */
  readonly originOf: (path: string) => string;
  /** Whether two files hold the same bytes. */
  readonly isCopy: (path: string, other: string) => Promise<boolean>;
  /** Broken links, devices, and files without read permission. */
  readonly leftOut: readonly LeftOut[];
  /** Doubts about the encoding of names. */
  readonly doubts: readonly Doubt[];
  readonly close: () => void;
}

/** What a format sees of a file in order to recognise it. */
export interface Glimpse extends GivenFile {
  /** The first bytes, decompressed if gzipped; empty for a folder. */
  readonly head: Uint8Array;
  /** Size of the file as stored; Infinity for a folder. */
  readonly bytes: number;
  /** The paths in a ZIP; null for any other file. */
  readonly members: readonly string[] | null;
  /** Whether it is a folder or a ZIP with pictures in it. */
  readonly hasPictures: boolean;
}

/** Maximum length of `Glimpse.head` in bytes. */
export const GLIMPSE_BYTES = 64 * 1024;

export interface Format {
  readonly id: ProblemParams<'dataset.mixed'>['first']['format'];
  readonly recognises: (file: Glimpse) => boolean;
  /** Whether a dataset may consist of many files, e.g. one per split or class. */
  readonly takesMany?: boolean;
  /**
   * Reads the dataset that files of this format form together.
   * @throws WorkbenchError with a `dataset.…` code and a message that names the file
   */
  readonly read: (files: readonly GivenFile[], options: ReadOptions) => Promise<Found>;
}
