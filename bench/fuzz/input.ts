import type { Fields } from './fields';

/** What a person could give: files and folders by path, relative to a folder of their own. */
export interface InputFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Input {
  readonly files: readonly InputFile[];
  /** The paths to give; all files unless said. */
  readonly given?: readonly string[];
}

/** A family of inputs, counted as one test. */
export interface Family {
  readonly name: string;
  readonly build: (fields: Fields) => Input;
}
