/** Approximate size of the blocks that are read, converted and written. */
const BLOCK_BYTES = 1024 * 1024;

export interface ByteReader {
  /** Fills `bytes`, or as much of it as the stream still has. @returns the number of bytes written */
  readonly fill: (bytes: Uint8Array) => Promise<number>;
  /** Releases the stream, whether or not it was read to its end. */
  readonly close: () => Promise<void>;
}

/** Reads a stream in pieces of any requested length. */
export function byteReader(chunks: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = chunks[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  return {
    async fill(bytes) {
      let filled = 0;
      while (filled < bytes.length) {
        if (rest.length === 0) {
          const next = await iterator.next();
          if (next.done === true) break;
          rest = next.value;
        }
        const taken = Math.min(rest.length, bytes.length - filled);
        bytes.set(rest.subarray(0, taken), filled);
        rest = rest.subarray(taken);
        filled += taken;
      }
      return filled;
    },
    close: async () => void (await iterator.return?.()),
  };
}

/**
 * Yields the next `count` items of a stream in blocks of whole items. Each block reuses the memory of the previous one.
 * @param truncated creates the error for a stream that ends early, from the number of bytes it had
 */
export async function* wholeItems(
  reader: ByteReader,
  count: number,
  itemBytes: number,
  truncated: (bytes: number) => Error,
): AsyncGenerator<Uint8Array, void, void> {
  const perBlock = Math.min(count, Math.max(1, Math.floor(BLOCK_BYTES / itemBytes)));
  const block = new Uint8Array(perBlock * itemBytes);
  for (let first = 0; first < count; first += perBlock) {
    const wanted = block.subarray(0, Math.min(perBlock, count - first) * itemBytes);
    const filled = await reader.fill(wanted);
    if (filled < wanted.length) throw truncated(first * itemBytes + filled);
    yield wanted;
  }
}
