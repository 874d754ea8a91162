import { buf as crc32c } from 'crc-32/crc32c';

/** @see https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details */
const MASK_DELTA = 0xa282ead8;

export function maskedCrc(bytes: Uint8Array): number {
  const crc = crc32c(bytes) >>> 0;
  return (((crc >>> 15) | (crc << 17)) + MASK_DELTA) >>> 0;
}

export const LENGTH_BYTES = 8;
export const CRC_BYTES = 4;

/** Frames a message as TensorFlow's record files do: length, checksum, message, checksum. */
export function record(message: Uint8Array): Uint8Array {
  const head = LENGTH_BYTES + CRC_BYTES;
  const bytes = Buffer.alloc(head + message.length + CRC_BYTES);
  bytes.writeUInt32LE(message.length, 0);
  bytes.writeUInt32LE(maskedCrc(bytes.subarray(0, LENGTH_BYTES)), LENGTH_BYTES);
  bytes.set(message, head);
  bytes.writeUInt32LE(maskedCrc(message), head + message.length);
  return bytes;
}
