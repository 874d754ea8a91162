import { describe, expect, it } from 'vitest';
import { decodeSafetensors, encodeSafetensors } from './safetensors';

const example = {
  tensors: new Map([
    ['generator/hidden/weights', { shape: [2, 3], values: new Float32Array([1, -2, 3.5, 0, 1e-30, 7]) }],
    ['scalar', { shape: [], values: new Float32Array([0.25]) }],
  ]),
  metadata: { step: '12' },
};

describe('safetensors', () => {
  it('reads back what it wrote, from any position in memory', () => {
    const bytes = encodeSafetensors(example);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeSafetensors(shifted.subarray(3))).toEqual(example);
  });

  it('has the layout of the format', () => {
    const bytes = Buffer.from(encodeSafetensors(example));
    const header = JSON.parse(bytes.toString('utf8', 8, 8 + Number(bytes.readBigUInt64LE()))) as object;
    expect(header).toEqual({
      __metadata__: { step: '12' },
      'generator/hidden/weights': { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
      scalar: { dtype: 'F32', shape: [], data_offsets: [24, 28] },
    });
  });

  it('refuses what is cut short at any byte', () => {
    const bytes = encodeSafetensors(example);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeSafetensors(bytes.subarray(0, length))).toThrow(/cannot be read/);
    }
  });

  it.each([
    ['a header that is no JSON', '{"a":'],
    ['another element type', '{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}'],
    ['a shape that does not fit its bytes', '{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,4]}}'],
    ['negative sizes', '{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,-4]}}'],
  ])('refuses %s', (_, header) => {
    const bytes = Buffer.alloc(8 + header.length + 16);
    bytes.writeBigUInt64LE(BigInt(header.length));
    bytes.write(header, 8);
    expect(() => decodeSafetensors(bytes)).toThrow(/cannot be read/);
  });
});
