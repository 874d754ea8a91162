/** A name to write at the centre of a class of points; lengths are in the units of the image. */
export interface ClassName {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Rows above and below the centre, the nearest first. */
const ROWS = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? index / 2 : -(index + 1) / 2));

/**
 * Places names so that none covers another: each at the centre of its class, or in the nearest free row above or below,
 * within the image. If no row is free, the name stays at the centre.
 * @param size side of the square image
 * @param height height of a name
 */
export function placeClassNames<Name extends ClassName>(
  names: readonly Name[],
  size: number,
  height: number,
): { name: Name; x: number; y: number }[] {
  const placed: { name: Name; x: number; y: number }[] = [];
  const clamp = (value: number, half: number) => Math.min(Math.max(value, half), Math.max(size - half, half));
  for (const name of names) {
    const x = clamp(name.x, name.width / 2);
    const isFree = (y: number) =>
      !placed.some(
        (one) => Math.abs(one.y - y) < height && Math.abs(one.x - x) < (one.name.width + name.width) / 2,
      );
    const rows = ROWS.map((row) => clamp(name.y + row * height, height / 2));
    placed.push({ name, x, y: rows.find(isFree) ?? clamp(name.y, height / 2) });
  }
  return placed;
}
