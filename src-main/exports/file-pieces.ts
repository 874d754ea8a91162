import { closeSync, openSync, readSync, statSync } from 'node:fs';

const PIECE_BYTES = 1024 * 1024;

export const pieceBytes = (path: string): number => statSync(path).size;

/** A file, a megabyte at a time. @param wrote receives the bytes of a piece after it was taken */
export function* filePieces(path: string, wrote: (bytes: number) => void): Generator<Uint8Array, void, void> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const piece = Buffer.alloc(PIECE_BYTES);
      const read = readSync(file, piece);
      if (read === 0) return;
      yield piece.subarray(0, read);
      wrote(read);
    }
  } finally {
    closeSync(file);
  }
}
