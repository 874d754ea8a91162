import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { importFixture } from './import-fixture';
import type { GivenFile } from '../datasets/formats/format';

type Pictures = Record<string, Uint8Array>;

/** Pictures in folders and ZIPs. */
export function imageFolderFixture() {
  const { at, given, imported } = importFixture();

  function grey(value: number, width = 8, height = 8): Uint8Array {
    return encode({ width, height, channels: 1, depth: 8, data: new Uint8Array(width * height).fill(value) });
  }
  function rgb(red: number, green: number, blue: number, width = 8, height = 8): Uint8Array {
    const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => [red, green, blue][i % 3] ?? 0);
    return encode({ width, height, channels: 3, depth: 8, data });
  }

  const zipped = (pictures: Pictures, name = 'pets.zip') => given(name, zipSync(pictures));
  function folder(pictures: Pictures): GivenFile {
    const path = mkdtempSync(at('folder-'));
    for (const [name, bytes] of Object.entries(pictures)) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), bytes);
    }
    return { name: 'pets', path };
  }
  /** `count` grey pictures of each class, each of a value of its own. */
  function classes(count: number, ...names: string[]): Pictures {
    return Object.fromEntries(
      names.flatMap((name, label) =>
        Array.from(
          { length: count },
          (_, i) => [`${name}/${String(i + 1)}.png`, grey(100 * label + i)] as const,
        ),
      ),
    );
  }
  return { at, given, imported, grey, rgb, zipped, folder, classes };
}
