import { at } from '../contract/at';
import { byteReader, wholeItems, type ByteReader } from './byte-reader';
import { decodedChunks } from './decoded-chunks';
import { IDX_HEADER_BYTES, idxTrailing, idxTruncated, parseIdxHeader, type IdxHeader } from './idx';

/** Some consecutive items of an IDX file. */
export interface IdxBlock {
  readonly header: IdxHeader;
  /** [items, bytes of an item]; overwritten by the next block. */
  readonly data: Uint8Array;
}

/**
 * Reads an IDX file, plain or gzip, in blocks of whole items, at least one per block. Holds no more than a block in
 * memory, and stops as soon as the file exceeds what its header declares, however much a gzip would inflate to.
 * @param name the file's name in messages
 * @throws WorkbenchError as `parseIdxHeader`, `checkIdxLength` and `decodedChunks` do
 */
export async function* idxBlocks(path: string, name: string): AsyncGenerator<IdxBlock, void, void> {
  const reader = byteReader(decodedChunks(path, name));
  try {
    const header = parseIdxHeader(await readHead(reader), name);
    const truncated = (bytes: number) => idxTruncated(header, header.headerBytes + bytes, name);
    const itemBytes = header.dataBytes / header.count;
    for await (const data of wholeItems(reader, header.count, itemBytes, truncated)) yield { header, data };
    if ((await reader.fill(new Uint8Array(1))) > 0) throw idxTrailing(header, name, null);
  } finally {
    await reader.close();
  }
}

async function readHead(reader: ByteReader): Promise<Uint8Array> {
  const start = new Uint8Array(4);
  const filled = await reader.fill(start);
  const dimensions = new Uint8Array(Math.min(4 * at(start, 3), IDX_HEADER_BYTES - start.length));
  const more = await reader.fill(dimensions);
  return Buffer.concat([start.subarray(0, filled), dimensions.subarray(0, more)]);
}
