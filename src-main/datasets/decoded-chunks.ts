import { createReadStream, type Dirent, type Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { WorkbenchError } from '../contract/error';
import { countText } from '../contract/numbers';
import { MAX_UNPACKED_BYTES } from './limits';
import { datasetProblem, whyUnreadable } from './problem';

const CHUNK_BYTES = 256 * 1024;

/**
 * A file's bytes, unpacked where it is a gzip (told by its first bytes, not its name).
 * @param name what the file is called in sentences
 * @throws WorkbenchError `dataset.gzip`, `dataset.too-large` or `dataset.unreadable`
 */
export async function* decodedChunks(path: string, name: string): AsyncGenerator<Uint8Array, void, void> {
  try {
    checkIsFile(await stat(path), name);
    const gzip = await isGzip(path);
    const source = createReadStream(path, { highWaterMark: CHUNK_BYTES });
    if (!gzip) {
      yield* source as AsyncIterable<Buffer>;
      return;
    }
    const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
    source.on('error', (error) => gunzip.destroy(error));
    try {
      let bytes = 0;
      for await (const chunk of source.pipe(gunzip) as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > MAX_UNPACKED_BYTES) throw unpacksToTooMuch(name);
        yield chunk;
      }
    } finally {
      source.destroy();
    }
  } catch (error) {
    throw readingProblem(error, name);
  }
}

/** Up to `count` of the first bytes, unpacked. @throws as `decodedChunks` */
export async function firstBytes(path: string, name: string, count: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of decodedChunks(path, name)) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= count) break;
  }
  return Buffer.concat(chunks).subarray(0, count);
}

function unpacksToTooMuch(name: string): Error {
  return datasetProblem(
    'too-large',
    `${name} unpacks to more than ${countText(MAX_UNPACKED_BYTES)} bytes.`,
    'Take a part of it.',
  );
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

/** Whatever else a name in the file system can stand for, with its article. */
export function kindOfFile(stats: Stats | Dirent): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return stats.isFile() ? 'a file' : 'a device';
}

/**
 * To be asked before anything is opened: a pipe without a writer would be waited for without end.
 * @throws WorkbenchError `dataset.unreadable`
 */
export function checkIsFile(stats: Stats, name: string): void {
  if (stats.isFile()) return;
  throw datasetProblem(
    'unreadable',
    `${name} is ${kindOfFile(stats)}, not a file with data.`,
    'Give a file, a folder or a ZIP.',
  );
}

/** What an error of the file system or of zlib means for a person; any other as it is. */
export function readingProblem(error: unknown, name: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || error instanceof WorkbenchError) return error;
  if (code.startsWith('Z_')) {
    const why = code === 'Z_BUF_ERROR' ? 'its end is missing' : 'it is damaged';
    const advice = 'Copy or download the file again, and compare its size with the original.';
    return datasetProblem('gzip', `${name} cannot be unpacked: ${why}.`, advice, error);
  }
  const advice = 'Check that the file is still there and may be read.';
  return datasetProblem('unreadable', `${name} cannot be read: ${whyUnreadable(error)}.`, advice, error);
}
