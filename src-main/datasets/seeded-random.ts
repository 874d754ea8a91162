/**
 * A small random number generator for generated data: sfc32 (Chris Doty-Humphrey, PractRand), seeded from three
 * integers. It and the digits drawn from it use only +, −, ×, ÷ and √, which IEEE 754 defines to the last bit, so that
 * they are the same bytes on every machine and JavaScript engine. `Math.sin`, `log` and the like are not so defined:
 * points, which need them, may differ in the last bit.
 */
export interface SeededRandom {
  /** Restarts from the given integers; equal integers give equal sequences. */
  readonly reset: (a: number, b: number, c: number) => void;
  /** Uniform in [0, 1). */
  readonly uniform: () => number;
  /** Mean 0, standard deviation 1, within ±3.47: the sum of four uniform numbers. */
  readonly bell: () => number;
}

export function seededRandom(): SeededRandom {
  let [a, b, c, counter] = [0, 0, 0, 1];

  function next(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  }
  const uniform = () => next() / 4294967296;

  return {
    reset(first, second, third) {
      a = mix(first ^ 0x9e3779b9);
      b = mix(second ^ a);
      c = mix(third ^ b);
      counter = 1;
      for (let round = 0; round < 8; round++) next();
    },
    uniform,
    bell: () => (uniform() + uniform() + uniform() + uniform() - 2) * 1.7320508075688772,
  };
}

/** The finaliser of MurmurHash3: maps neighbouring integers to unrelated ones. */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
