const MAGIC = '\x93NUMPY\x01\x00';
const ALIGNMENT = 64;
const LENGTH_BYTES = 2;

/** Little-endian: unsigned bytes, 32-bit integers, 32-bit or 64-bit floats. */
type NumpyType = '|u1' | '<i4' | '<f4' | '<f8';

/** The header of a `.npy` file, whose values follow in row-major order. @see numpy.lib.format */
export function npyHeader(type: NumpyType, shape: readonly number[]): Uint8Array {
  const dimensions = shape.map((size) => `${String(size)},`).join(' ');
  const description = `{'descr': '${type}', 'fortran_order': False, 'shape': (${dimensions}), }`;
  const unpadded = MAGIC.length + LENGTH_BYTES + description.length + 1;
  const padding = (ALIGNMENT - (unpadded % ALIGNMENT)) % ALIGNMENT;
  const text = `${description}${' '.repeat(padding)}\n`;
  const bytes = Buffer.alloc(MAGIC.length + LENGTH_BYTES + text.length);
  bytes.write(MAGIC, 'latin1');
  bytes.writeUInt16LE(text.length, MAGIC.length);
  bytes.write(text, MAGIC.length + LENGTH_BYTES, 'latin1');
  return bytes;
}
