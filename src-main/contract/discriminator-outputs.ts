/**
 * The outputs of a discriminator or critic for test items and for generated ones, at a step. Stored as little-endian
 * 32-bit floats: whether they are scores (1 or 0), the number of real items, then the outputs for real and for
 * generated items.
 */
export interface DiscriminatorOutputs {
  /** Probabilities of being real are between 0 and 1; scores are unbounded. */
  readonly output: 'probability' | 'score';
  readonly real: Float32Array;
  readonly generated: Float32Array;
}

const HEAD = 2;

export function encodeDiscriminatorOutputs({ output, real, generated }: DiscriminatorOutputs): Uint8Array {
  const floats = new Float32Array(HEAD + real.length + generated.length);
  floats.set([output === 'score' ? 1 : 0, real.length]);
  floats.set(real, HEAD);
  floats.set(generated, HEAD + real.length);
  return new Uint8Array(floats.buffer);
}

/** @returns null if the bytes are not valid outputs */
export function decodeDiscriminatorOutputs(bytes: Uint8Array): DiscriminatorOutputs | null {
  if (bytes.length % 4 !== 0) return null;
  const floats = new Float32Array(bytes.slice().buffer);
  const [isScore, count] = floats;
  if (isScore === undefined || count === undefined) return null;
  const isCount = Number.isInteger(count) && count >= 0 && HEAD + count <= floats.length;
  if (!isCount || (isScore !== 0 && isScore !== 1)) return null;
  return {
    output: isScore === 1 ? 'score' : 'probability',
    real: floats.slice(HEAD, HEAD + count),
    generated: floats.slice(HEAD + count),
  };
}
