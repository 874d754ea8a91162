import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { PART } from '../datasets/published';

/** Which version of a file a part is of: what If-Range takes. */
const OriginSchema = z.object({ url: z.string(), validator: z.string() });
export type Origin = z.infer<typeof OriginSchema>;

/** What has arrived of a file, beside where it will be. */
export interface Part {
  readonly path: string;
  /** In bytes; 0 where there is none. */
  size(): Promise<number>;
  /** null where it is not known. */
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

/** In bytes; 0 where there is no file. */
export async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}

/** Hex; 560 MB take about a second. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
