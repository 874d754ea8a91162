/** A text as a part of an id: small Latin letters and digits, with hyphens between them. */
export const slug = (text: string, maxLength = Infinity): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, maxLength)
    .replace(/^-+|-+$/g, '');

/** An id that is free: `base`, or `base-2`, `base-3` … */
export function freeId(base: string, isTaken: (id: string) => boolean): string {
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${String(n)}`;
    if (!isTaken(id)) return id;
  }
}
