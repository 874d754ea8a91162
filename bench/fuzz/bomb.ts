import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { storedZip } from './repeats';

/** A small input that costs a careless reader much time, memory or disk, or that is no file at all. */
export interface Bomb {
  readonly name: string;
  /** Writes it into an empty folder. @returns what to give of it */
  readonly write: (folder: string) => readonly string[];
  /** What a look at it may take, of a processor’s time, where it honestly holds much. */
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

/** With more time, for what it honestly holds. */
export const allowed = (seconds: number, bomb: Bomb): Bomb => ({ ...bomb, seconds });

/** A bomb of so many pictures of the same bytes in a ZIP, in two classes. */
export const pictures = (name: string, count: number, extension: string, bytes: () => Uint8Array): Bomb =>
  file(name, 'pictures.zip', () => {
    const one = bytes();
    const names = Array.from(
      { length: count },
      (_, i) => `${i % 2 === 0 ? 'a' : 'b'}/${String(i)}.${extension}`,
    );
    return storedZip(names.map((path) => [path, one]));
  });

/** A bomb of a folder, which is given as such. */
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
