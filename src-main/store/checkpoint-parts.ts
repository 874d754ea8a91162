/** Writing or deleting one takes about a millisecond. */
const PART_BYTES = 1024 * 1024;

/** A checkpoint's bytes as they are stored; an empty one has no part. */
export function splitCheckpoint(bytes: Uint8Array): Uint8Array[] {
  const count = Math.ceil(bytes.length / PART_BYTES);
  return Array.from({ length: count }, (_, part) =>
    bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
  );
}
