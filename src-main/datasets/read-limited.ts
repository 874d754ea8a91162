import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { WorkbenchError } from '../contract/error';
import { checkIdxLength, IDX_HEADER_BYTES, idxTrailing, parseIdxHeader, type IdxHeader } from './idx';

/** Some consecutive items of an IDX file. */
export interface IdxBlock {
  readonly header: IdxHeader;
  /** Index of the first item. */
  readonly first: number;
  readonly count: number;
  /** [count, bytes of an item]; overwritten by the next block. */
  readonly data: Uint8Array;
}

const BLOCK_BYTES = 1024 * 1024;

/**
 * Reads an IDX file, plain or gzip (told by its first bytes, not its name), in blocks of whole items. Never holds more
 * than a block, and stops as soon as there is more than the header declares, however far a gzip would inflate.
 * @param name what the file is called in sentences
 * @throws WorkbenchError as `parseIdxHeader` and `checkIdxLength` do, `dataset.gzip` or `dataset.unreadable`
 */
export async function* idxBlocks(path: string, name: string): AsyncGenerator<IdxBlock, void, void> {
  const head = new Uint8Array(IDX_HEADER_BYTES);
  let headFilled = 0;
  let reading: BlockReader | null = null;
  for await (const chunk of decodedChunks(path, name)) {
    let rest = chunk;
    if (reading === null) {
      const taken = Math.min(rest.length, IDX_HEADER_BYTES - headFilled);
      head.set(rest.subarray(0, taken), headFilled);
      headFilled += taken;
      rest = rest.subarray(taken);
      if (headFilled < IDX_HEADER_BYTES) continue;
      reading = blockReader(parseIdxHeader(head, name), name);
      // A label file's header is shorter than what was held back for it.
      yield* reading.push(head.subarray(reading.header.headerBytes));
    }
    yield* reading.push(rest);
  }
  if (reading === null) {
    // The whole file is no longer than a header: that of a few labels, or cut off.
    const bytes = head.subarray(0, headFilled);
    reading = blockReader(parseIdxHeader(bytes, name), name);
    yield* reading.push(bytes.subarray(reading.header.headerBytes));
  }
  checkIdxLength(reading.header, reading.header.headerBytes + reading.received(), name);
}

/** Reads to the end and checks that the file holds exactly what it declares. */
export async function checkIdxFile(path: string, name: string): Promise<IdxHeader> {
  let found: IdxHeader | null = null;
  for await (const { header } of idxBlocks(path, name)) found = header;
  if (found === null) throw new Error(`${name} gave no items and no error.`);
  return found;
}

/**
 * Items `first` to `first + count`, fewer where the file ends before.
 * @returns `data` [items, bytes of an item]
 */
export async function readIdxItems(
  path: string,
  name: string,
  first = 0,
  count = Number.MAX_SAFE_INTEGER,
): Promise<{ header: IdxHeader; data: Uint8Array }> {
  let result: { header: IdxHeader; data: Uint8Array } | null = null;
  for await (const block of idxBlocks(path, name)) {
    const { header } = block;
    const itemBytes = header.dataBytes / header.count;
    const last = Math.min(header.count, first + count);
    result ??= { header, data: new Uint8Array(Math.max(0, last - first) * itemBytes) };
    const from = Math.max(first, block.first);
    const to = Math.min(last, block.first + block.count);
    if (from < to) {
      const part = block.data.subarray((from - block.first) * itemBytes, (to - block.first) * itemBytes);
      result.data.set(part, (from - first) * itemBytes);
    }
    if (block.first + block.count >= last && last < header.count) break;
  }
  if (result === null) throw new Error(`${name} gave no items and no error.`);
  return result;
}

interface BlockReader {
  readonly header: IdxHeader;
  readonly push: (bytes: Uint8Array) => Generator<IdxBlock, void, void>;
  /** Bytes of items so far. */
  readonly received: () => number;
}

function blockReader(header: IdxHeader, name: string): BlockReader {
  const itemBytes = header.dataBytes / header.count;
  const itemsPerBlock = Math.min(header.count, Math.max(1, Math.floor(BLOCK_BYTES / itemBytes)));
  const data = new Uint8Array(itemsPerBlock * itemBytes);
  let received = 0;
  let filled = 0;
  let first = 0;
  return {
    header,
    received: () => received,
    *push(bytes) {
      received += bytes.length;
      if (received > header.dataBytes) throw idxTrailing(header, name, 'some bytes');
      for (let at = 0; at < bytes.length;) {
        const taken = Math.min(bytes.length - at, data.length - filled);
        data.set(bytes.subarray(at, at + taken), filled);
        at += taken;
        filled += taken;
        const last = at === bytes.length && received === header.dataBytes;
        if (filled < data.length && !last) continue;
        const count = filled / itemBytes;
        yield { header, first, count, data: data.subarray(0, filled) };
        first += count;
        filled = 0;
      }
    },
  };
}

async function* decodedChunks(path: string, name: string): AsyncGenerator<Uint8Array, void, void> {
  try {
    const gzip = await isGzip(path);
    const source = createReadStream(path, { highWaterMark: 256 * 1024 });
    if (!gzip) {
      yield* source as AsyncIterable<Buffer>;
      return;
    }
    const gunzip = createGunzip({ chunkSize: 256 * 1024 });
    source.on('error', (error) => gunzip.destroy(error));
    try {
      yield* source.pipe(gunzip) as AsyncIterable<Buffer>;
    } finally {
      source.destroy();
    }
  } catch (error) {
    throw toProblem(error, name);
  }
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

function toProblem(error: unknown, name: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || error instanceof WorkbenchError) return error;
  if (code.startsWith('Z_')) {
    const why = code === 'Z_BUF_ERROR' ? 'its end is missing' : 'it is damaged';
    return new WorkbenchError(
      {
        code: 'dataset.gzip',
        message: `${name} cannot be unpacked: ${why}.`,
        advice: 'Copy or download the file again, and compare its size with the original.',
      },
      { cause: error },
    );
  }
  return new WorkbenchError(
    {
      code: 'dataset.unreadable',
      message: `${name} cannot be read: ${code}.`,
      advice: 'Check that the file is still there and may be read.',
    },
    { cause: error },
  );
}
