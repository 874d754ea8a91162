/** The terms of an arithmetic with latents: a basket represents the mean of its pins. */
export const BASKETS = ['a', 'b', 'c'] as const;
export type Basket = (typeof BASKETS)[number];

/** The baskets of pins, by the pins' ids. */
export type Baskets = ReadonlyMap<number, readonly Basket[]>;

/** The first two pins are the ends of a path, until baskets are chosen. */
export function defaultBaskets(pins: readonly { readonly id: number }[]): Baskets {
  return new Map(pins.slice(0, 2).map(({ id }, i) => [id, [BASKETS[i] ?? 'a']]));
}

/** Puts a pin into a basket, or removes it. */
export function toggledBasket(baskets: Baskets, id: number, basket: Basket): Baskets {
  const before = baskets.get(id) ?? [];
  const after = BASKETS.filter((one) => before.includes(one) !== (one === basket));
  return new Map([...baskets, [id, after]]);
}

/** As stored in an address: the id of each pin with its baskets, `4a,7bc`. */
export const basketsText = (baskets: Baskets): string =>
  [...baskets]
    .filter(([, chosen]) => chosen.length > 0)
    .map(([id, chosen]) => `${String(id)}${chosen.join('')}`)
    .join(',');

export function parseBaskets(text: string): Baskets {
  const entries = [...text.matchAll(/(?:^|,)([1-9]\d*)([abc]{1,3})(?=,|$)/g)];
  return new Map(
    entries.map(([, id, chosen = '']) => [Number(id), BASKETS.filter((one) => chosen.includes(one))]),
  );
}
