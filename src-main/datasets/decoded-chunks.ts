import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { refusal } from '../contract/error';
import { checkIsFile, readingProblem } from './file-problem';
import { MAX_UNPACKED_BYTES } from './limits';
import { zippedBytes, zippedChunks, zippedFileAt } from './zipped-file';

const CHUNK_BYTES = 256 * 1024;

/**
 * Reads a file's bytes, decompressed if it is a gzip (recognised by its first bytes, not its name).
 * @param name the file's name in messages
 * @throws WorkbenchError `dataset.gzip`, `dataset.too-large` or `dataset.unreadable`
 */
export async function* decodedChunks(path: string, name: string): AsyncGenerator<Uint8Array, void, void> {
  try {
    const file = await openBytes(path, name);
    if (!isGzip(file.head)) {
      yield* file.chunks();
      return;
    }
    const source = Readable.from(file.chunks(), { objectMode: false, highWaterMark: CHUNK_BYTES });
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

/** Reads up to `count` of the first bytes, decompressed. @throws as `decodedChunks` */
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
  return refusal('dataset.too-large.unpacked', { name, most: MAX_UNPACKED_BYTES });
}

const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;

interface OpenedBytes {
  /** The first two bytes, or fewer in a shorter file. */
  readonly head: Uint8Array;
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

/** A file's bytes as stored on disk, or extracted from the ZIP that contains it. */
async function openBytes(path: string, name: string): Promise<OpenedBytes> {
  const zipped = await zippedFileAt(path);
  if (zipped !== null) {
    let head: Uint8Array = new Uint8Array(0);
    for await (const chunk of zippedChunks(zipped)) {
      head = chunk.subarray(0, 2);
      break;
    }
    return { head, chunks: () => zippedChunks(zipped) };
  }
  checkIsFile(await stat(path), name);
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return {
      head: buffer.subarray(0, bytesRead),
      chunks: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>,
    };
  } finally {
    await file.close();
  }
}

/** A file's size in bytes: as stored on disk, or extracted from the ZIP that contains it. */
export async function bytesOf(path: string): Promise<number> {
  const zipped = await zippedFileAt(path);
  return zipped === null ? (await stat(path)).size : zippedBytes(zipped);
}

/** Reads a short text, decompressed. @throws as `decodedChunks` */
export async function readText(path: string, name: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of decodedChunks(path, name)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
