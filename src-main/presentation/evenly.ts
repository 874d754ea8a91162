/** Returns `count` evenly spaced items, including the first and the last; only the last if `count` is 1. */
export function evenly<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  if (count === 1) return items.slice(-1);
  const places = Array.from({ length: count }, (_, i) => Math.round((i * (items.length - 1)) / (count - 1)));
  return places.flatMap((place) => items.slice(place, place + 1));
}
