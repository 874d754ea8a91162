import { byteReader } from '../../datasets/byte-reader';
import { CRC_BYTES, LENGTH_BYTES, maskedCrc } from '../../exports/tensorboard/record';

/** A sheet of images has a few megabytes. */
const MAX_RECORD_BYTES = 64 * 1024 * 1024;

/**
 * Reads the messages of a record file until its end, or until a record that is cut or damaged: nothing after it can be
 * found.
 * @param onMessage returns whether it can be read; after one that cannot, nothing more is read
 * @returns whether the file was read to its end
 */
export async function readRecords(
  chunks: AsyncIterable<Uint8Array>,
  onMessage: (message: Uint8Array) => boolean,
): Promise<boolean> {
  const reader = byteReader(chunks);
  const head = Buffer.alloc(LENGTH_BYTES + CRC_BYTES);
  try {
    for (;;) {
      const filled = await reader.fill(head);
      if (filled === 0) return true;
      if (filled < head.length) return false;
      const length = head.readBigUInt64LE(0);
      const isSound = head.readUInt32LE(LENGTH_BYTES) === maskedCrc(head.subarray(0, LENGTH_BYTES));
      if (!isSound || length > MAX_RECORD_BYTES) return false;
      const body = Buffer.alloc(Number(length) + CRC_BYTES);
      if ((await reader.fill(body)) < body.length) return false;
      const message = body.subarray(0, Number(length));
      if (body.readUInt32LE(message.length) !== maskedCrc(message)) return false;
      if (!onMessage(message)) return false;
    }
  } finally {
    await reader.close();
  }
}
