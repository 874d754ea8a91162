/** Seeded random numbers in plain JavaScript, for everything that is not drawn on a device. */

/** FNV-1a over the seed's bytes and the stream's name, as int32: different streams of one seed are unrelated. */
export function streamKey(seed: number, stream: string): number {
  let hash = 0x811c9dc5;
  const mix = (byte: number) => {
    hash = Math.imul(hash ^ byte, 0x01000193);
  };
  for (let shift = 0; shift < 32; shift += 8) mix((seed >>> shift) & 0xff);
  for (let i = 0; i < stream.length; i++) mix(stream.charCodeAt(i));
  // Finalizer of MurmurHash3: FNV alone leaves neighbouring seeds close to each other.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}

/** Mulberry32: a small random number generator. @returns a function that draws uniform numbers in [0, 1) */
export function mulberry32(key: number): () => number {
  let state = key | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
