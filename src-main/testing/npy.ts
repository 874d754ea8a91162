/** An array as numpy.save writes it. */
export function npy(descr: string, shape: number[], data: ArrayBufferView, fortran = 'False'): Uint8Array {
  const tuple = `(${shape.map((size) => `${String(size)},`).join(' ')})`;
  const dictionary = `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${tuple}, }`;
  const text = dictionary.padEnd(Math.ceil((dictionary.length + 11) / 64) * 64 - 11) + '\n';
  const head = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, text.length & 255, text.length >> 8]);
  return Buffer.concat([head, Buffer.from(text), Buffer.from(data.buffer, data.byteOffset, data.byteLength)]);
}
