/** Numbers as bytes. A value that needs more bytes is truncated to the lower ones, as by a careless writer. */
export const u8 = (...values: number[]): Uint8Array => Uint8Array.from(values);
export const u16be = (...values: number[]): Uint8Array => packed(values, 2, false);
export const u16le = (...values: number[]): Uint8Array => packed(values, 2, true);
export const u32be = (...values: number[]): Uint8Array => packed(values, 4, false);
export const u32le = (...values: number[]): Uint8Array => packed(values, 4, true);
export const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1');
export const join = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

function packed(values: readonly number[], size: 2 | 4, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * size));
  values.forEach((value, i) => {
    if (size === 2) view.setUint16(2 * i, value, littleEndian);
    else view.setUint32(4 * i, value, littleEndian);
  });
  return new Uint8Array(view.buffer);
}
