import type { Readable } from 'node:stream';
import { countText } from '../contract/numbers';
import { openPromise, type Entry } from 'yauzl';
import { readingProblem } from './decoded-chunks';
import { datasetProblem } from './problem';

export interface ZipMember {
  /** With slashes, and neither absolute nor with `..`. */
  readonly path: string;
  /** Unpacked, as declared; a member that holds more or less fails as it is read. */
  readonly bytes: number;
  /** Its bytes, unpacked. @throws WorkbenchError `dataset.zip` */
  readonly chunks: () => AsyncGenerator<Uint8Array, void, void>;
}
export interface Zip {
  readonly members: readonly ZipMember[];
  readonly close: () => void;
}

export const MAX_FOLDER_FILES = 250_000;
/** Unpacked, all together: what reading it through may cost. */
const MAX_ZIP_BYTES = 4 * 1024 ** 3;
const STORED = 0;
const DEFLATED = 8;

/**
 * Opens a ZIP and reads what it lists. Nothing is ever unpacked to disk.
 * @param name what the file is called in sentences
 * @throws WorkbenchError `dataset.zip`, `dataset.too-large` or `dataset.unreadable`
 */
export async function openZip(path: string, name: string): Promise<Zip> {
  const zip = await openPromise(path, { autoClose: false }).catch((error: unknown) => {
    throw zipProblem(error, name);
  });
  // Every call tells its own errors; without a listener, one in closing would end the process.
  zip.on('error', () => undefined);
  const members: ZipMember[] = [];
  let bytes = 0;
  try {
    if (zip.entryCount > MAX_FOLDER_FILES) {
      throw datasetProblem(
        'too-large',
        `${name} lists ${countText(zip.entryCount)} files; at most ${countText(MAX_FOLDER_FILES)} are read.`,
        'Take a part of it.',
      );
    }
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      bytes += entry.uncompressedSize;
      members.push({ path: entry.fileName, bytes: entry.uncompressedSize, chunks: () => chunksOf(entry) });
    }
  } catch (error) {
    zip.close();
    throw zipProblem(error, name);
  }
  if (bytes > MAX_ZIP_BYTES) {
    zip.close();
    throw datasetProblem(
      'too-large',
      `${name} unpacks to ${countText(bytes)} bytes; at most ${countText(MAX_ZIP_BYTES)} bytes are read.`,
      'Take a part of it.',
    );
  }
  return { members, close: () => zip.close() };

  async function* chunksOf(entry: Entry): AsyncGenerator<Uint8Array, void, void> {
    if (entry.isEncrypted() || ![STORED, DEFLATED].includes(entry.compressionMethod)) {
      const why = entry.isEncrypted() ? 'encrypted' : 'packed in a way that is not read';
      throw datasetProblem(
        'zip',
        `${entry.fileName} in ${name} is ${why}.`,
        'Pack it again, as a plain ZIP.',
      );
    }
    let stream: Readable | null = null;
    try {
      stream = await zip.openReadStreamPromise(entry);
      yield* stream as AsyncIterable<Buffer>;
    } catch (error) {
      throw zipProblem(error, `${entry.fileName} in ${name}`);
    } finally {
      stream?.destroy();
    }
  }
}

/** The library tells damage as plain errors with a sentence, and the file system's as they are. */
function zipProblem(error: unknown, name: string): unknown {
  const problem = readingProblem(error, name);
  if (problem !== error || (error as Error).name !== 'Error') return problem;
  const why = (error as Error).message.replace(/\.$/, '');
  return datasetProblem(
    'zip',
    `${name} is damaged as a ZIP: ${why}.`,
    'Copy or download it again, and compare its size with the original.',
    error,
  );
}
