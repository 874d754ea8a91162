import { expect, it } from 'vitest';
import { decodeDiscriminatorOutputs, encodeDiscriminatorOutputs } from './discriminator-outputs';

it.each(['probability', 'score'] as const)('reads outputs that are a %s exactly as written', (output) => {
  const outputs = { output, real: Float32Array.of(0.5, 0.25), generated: Float32Array.of(0.125) };
  expect(decodeDiscriminatorOutputs(encodeDiscriminatorOutputs(outputs))).toEqual(outputs);
});

it.each([
  ['no bytes', new Uint8Array()],
  ['half a number', new Uint8Array(9)],
  ['more real items than there are', new Uint8Array(Float32Array.of(0, 3, 1, 1).buffer)],
  ['a count that is none', new Uint8Array(Float32Array.of(0, 0.5, 1).buffer)],
  ['another kind', new Uint8Array(Float32Array.of(2, 1, 1).buffer)],
])('refuses %s', (_what, bytes) => {
  expect(decodeDiscriminatorOutputs(bytes)).toBeNull();
});
