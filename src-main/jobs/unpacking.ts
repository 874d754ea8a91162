export interface UnpackTask {
  readonly path: string;
  /** Its name in messages. */
  readonly name: string;
  /** An existing folder for what it holds, under names of our own, and for a manifest with these names. */
  readonly directory: string;
}

export interface Unpacking {
  readonly onProgress: (fraction: number) => void;
  readonly signal: AbortSignal;
}
