import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

export interface ZipEntry {
  /** With folders, separated by slashes. */
  readonly name: string;
  /** Whether compression makes it smaller; PNGs are compressed already. */
  readonly isCompressible: boolean;
  readonly parts: Iterable<Uint8Array>;
}

/** The fastest level: most of the gain, at a tenth of the time of the highest. */
const LEVEL = 1;

/** The most files of a ZIP without its 64-bit extension. */
export const MAX_ZIP_FILES = 65_535;

/** Packs files as they are made, as a ZIP without its 64-bit extension: less than 4 GB. */
export function* zipped(entries: Iterable<ZipEntry>): Generator<Uint8Array, void, void> {
  const ready: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    failure ??= error;
    ready.push(chunk);
  });
  const drained = () => {
    if (failure !== null) throw failure;
    return ready.splice(0);
  };
  for (const { name, isCompressible, parts } of entries) {
    const file = isCompressible ? new ZipDeflate(name, { level: LEVEL }) : new ZipPassThrough(name);
    zip.add(file);
    for (const part of parts) {
      file.push(part);
      yield* drained();
    }
    file.push(new Uint8Array(0), true);
    yield* drained();
  }
  zip.end();
  yield* drained();
}
