const MAGIC = '\x93NUMPY\x01\x00';
const ALIGNMENT = 64;
const LENGTH_BYTES = 2;

/** Little-endian: unsigned bytes, 32-bit integers, 32-bit or 64-bit floats, texts of so many characters. */
type NumpyType = '|u1' | '<i4' | '<f4' | '<f8' | `<U${number}`;

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

/** A `.npy` file of texts, each as long as the longest: code points of 32 bits, padded with zeros. */
export function npyTexts(texts: readonly string[]): Uint8Array[] {
  const points = texts.map((text) => Array.from(text, (character) => character.codePointAt(0) ?? 0));
  const length = Math.max(1, ...points.map((own) => own.length));
  const bytes = Buffer.alloc(4 * length * texts.length);
  for (const [row, own] of points.entries())
    for (const [i, point] of own.entries()) bytes.writeUInt32LE(point, 4 * (row * length + i));
  return [npyHeader(`<U${length}`, [texts.length]), bytes];
}
