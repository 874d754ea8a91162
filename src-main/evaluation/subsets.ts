/** Returns `count` different integers below `n`, in random order: the start of a shuffle. @param random in [0, 1) */
export function subset(n: number, count: number, random: () => number): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const other = i + Math.floor(random() * (n - i));
    const chosen = order[other] as number;
    order[other] = order[i] as number;
    order[i] = chosen;
  }
  return order.subarray(0, count);
}

/** Returns a generator of random numbers in [0, 1) for a use, e.g. `seededNumbers` with a seed. */
export type Randomness = (use: string) => () => number;
