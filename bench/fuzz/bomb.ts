import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { storedZip } from './repeats';

/** A small input that costs a careless reader much time, memory or disk space, or that is not a regular file. */
export interface Bomb {
  readonly name: string;
  /** Writes it into an empty folder. @returns the paths to import */
  readonly write: (folder: string) => readonly string[];
  /** Allowed processor time of an inspection, for a bomb that really has much content. */
  readonly seconds?: number;
}

export const MiB = 1024 ** 2;

/** A bomb of one file. */
export const file = (name: string, fileName: string, bytes: () => Uint8Array): Bomb => ({
  name,
  write(folder) {
    writeFileSync(join(folder, fileName), bytes());
    return [join(folder, fileName)];
  },
});

/** The same bomb with more time, because it really has much content. */
export const allowed = (seconds: number, bomb: Bomb): Bomb => ({ ...bomb, seconds });

/** A bomb of `count` images with the same bytes in a ZIP, in two classes. */
export const pictures = (name: string, count: number, extension: string, bytes: () => Uint8Array): Bomb =>
  file(name, 'pictures.zip', () => {
    const one = bytes();
    const names = Array.from(
      { length: count },
      (_, i) => `${i % 2 === 0 ? 'a' : 'b'}/${String(i)}.${extension}`,
    );
    return storedZip(names.map((path) => [path, one]));
  });

/** A bomb that is a folder, which is imported as such. */
export const folder = (name: string, fill: (at: (path: string) => string) => void): Bomb => ({
  name,
  write(path) {
    fill((inside) => join(path, inside));
    return [path];
  },
});

export function repeated(piece: string | Uint8Array, times: number): Uint8Array {
  const bytes = Buffer.from(piece);
  return Buffer.alloc(times * bytes.length, bytes);
}
