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
      __metadata__: { step: '12', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      'generator/hidden/weights': { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
      scalar: { dtype: 'F32', shape: [], data_offsets: [24, 28] },
    });
  });

  it('refuses a file with any single bit changed', () => {
    const bytes = encodeSafetensors(example);
    const headerEnd = 8 + Number(Buffer.from(bytes).readBigUInt64LE());
    let padding = headerEnd;
    while (bytes[padding - 1] === 0x20) padding--;
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      if (at >= padding && at < headerEnd) continue; // Spaces after the header have no meaning.
      expect(() => decodeSafetensors(changed), `byte ${String(at)}`).toThrow(
        expect.objectContaining({
          problem: expect.objectContaining({ code: 'checkpoint.damaged' }) as unknown,
        }),
      );
    }
  });

  it('reads a file of another program without checksum and metadata', () => {
    const header = '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}';
    const bytes = Buffer.alloc(8 + header.length + 4);
    bytes.writeBigUInt64LE(BigInt(header.length));
    bytes.write(header, 8);
    bytes.writeFloatLE(2.5, 8 + header.length);
    expect(decodeSafetensors(bytes)).toEqual({
      tensors: new Map([['a', { shape: [1], values: new Float32Array([2.5]) }]]),
      metadata: {},
    });
  });

  it('refuses a file that is truncated at any byte', () => {
    const bytes = encodeSafetensors(example);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeSafetensors(bytes.subarray(0, length))).toThrow(/is damaged/);
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
    expect(() => decodeSafetensors(bytes)).toThrow(/is damaged/);
  });
});
