import * as z from 'zod';

export interface FileAnswer {
  /** The whole file, or its parts as they are generated, which may fail before the last part. */
  bytes: Uint8Array | AsyncIterable<Uint8Array>;
  mediaType: string;
  /** Set if the file should be saved rather than shown. */
  fileName?: string;
}

export const BINARY = 'application/octet-stream';
export const Id = z.coerce.number().int().min(1);
export const Offset = z.coerce.number().int().min(0);
export const Count = z.coerce.number().int().min(1);

type Answer = (parts: string[], query: URLSearchParams) => FileAnswer | Promise<FileAnswer | null> | null;

export type Routes = readonly (readonly [RegExp, Answer])[];
