import type { Plane } from '../../src-main/presentation/scatter';

/** The place of a plane under the pointer, if the plane fills the element that handles the event; null without one. */
export function placeUnder(
  { clientX, clientY, currentTarget }: PointerEvent,
  { x, y, reach }: Plane,
): [x: number, y: number] | null {
  if (!(currentTarget instanceof Element)) return null;
  const { left, top, width } = currentTarget.getBoundingClientRect();
  return [x + reach * ((2 * (clientX - left)) / width - 1), y - reach * ((2 * (clientY - top)) / width - 1)];
}

/** Where a place of a plane is in the element that it fills, in percent from the left and from the top. */
export function percentOf([x, y]: readonly [x: number, y: number], plane: Plane) {
  const percent = (value: number, middle: number) => (50 * (value - middle + plane.reach)) / plane.reach;
  return { left: percent(x, plane.x), top: 100 - percent(y, plane.y) };
}

/**
 * Whether the pointer moved. A browser also reports a move, without a distance, for a pointer that rests when a window
 * above this one closes: nobody's gesture, which must not undo what was chosen by keys.
 */
export function hasMoved({ movementX, movementY }: MouseEvent): boolean {
  return movementX !== 0 || movementY !== 0;
}
