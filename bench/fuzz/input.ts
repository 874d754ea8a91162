import type { Fields } from './fields';

/** An input that a person could import: files and folders by path, relative to their own folder. */
export interface InputFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Input {
  readonly files: readonly InputFile[];
  /** The paths to import; all files by default. */
  readonly given?: readonly string[];
}

/** A family of inputs, counted as one test. */
export interface Family {
  readonly name: string;
  /** Whether it is imported as runs, rather than as a dataset. */
  readonly holdsRuns?: boolean;
  readonly build: (fields: Fields) => Input;
}
