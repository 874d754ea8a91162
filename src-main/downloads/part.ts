import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { PART } from '../datasets/published';

/** The version of the file that a part is from, for If-Range. */
const OriginSchema = z.object({ url: z.string(), validator: z.string() });
export type Origin = z.infer<typeof OriginSchema>;

/** The received part of a file, stored beside the file's path. */
export interface Part {
  readonly path: string;
  /** Size in bytes; 0 if there is no part. */
  size(): Promise<number>;
  /** null if it is unknown. */
  origin(): Promise<Origin | null>;
  setOrigin(origin: Origin | null): Promise<void>;
  remove(): Promise<void>;
}

export function partOf(file: string): Part {
  const path = file + PART;
  const originFile = `${path}.json`;
  return {
    path,
    size: () => sizeOf(path),
    async origin() {
      try {
        return OriginSchema.safeParse(JSON.parse(await readFile(originFile, 'utf8'))).data ?? null;
      } catch {
        return null;
      }
    },
    async setOrigin(origin) {
      if (origin === null) await rm(originFile, { force: true });
      else await writeFile(originFile, JSON.stringify(origin));
    },
    async remove() {
      await rm(path, { force: true });
      await rm(originFile, { force: true });
    },
  };
}

/** Size of a file in bytes; 0 if there is no file. */
export async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}

/** The SHA-256 of a file, hexadecimal; 560 MB take about a second. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
