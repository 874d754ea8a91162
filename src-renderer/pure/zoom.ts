/** Position of an image in its frame: its scale, and its offset as a fraction of the frame. 1, 0, 0 fills the frame. */
export interface Zoom {
  readonly scale: number;
  /** Position of the image's left and top edges, in widths and heights of the frame: 0 or less. */
  readonly x: number;
  readonly y: number;
}

export const WHOLE: Zoom = { scale: 1, x: 0, y: 0 };
const MAX_SCALE = 16;

/** Enlarges around a fixed point. @param at in widths and heights of the frame */
export function zoomed(
  { scale, x, y }: Zoom,
  factor: number,
  at: { readonly x: number; readonly y: number } = { x: 0.5, y: 0.5 },
): Zoom {
  const next = Math.min(MAX_SCALE, Math.max(1, scale * factor));
  const moved = (edge: number, place: number) => place - ((place - edge) * next) / scale;
  return inFrame({ scale: next, x: moved(x, at.x), y: moved(y, at.y) });
}

/** Moves the image, but not its edges into the frame. @param by in widths and heights of the frame */
export function panned(zoom: Zoom, by: { readonly x: number; readonly y: number }): Zoom {
  return inFrame({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y });
}

function inFrame({ scale, x, y }: Zoom): Zoom {
  // Adding 0 turns −0, which would appear in styles, into 0.
  const bound = (edge: number) => Math.min(0, Math.max(1 - scale, edge)) + 0;
  return { scale, x: bound(x), y: bound(y) };
}

/** CSS transform for an element that fills the frame, with its origin at the top left. */
export function transformOf({ scale, x, y }: Zoom): string {
  return `translate(${String(100 * x)}%, ${String(100 * y)}%) scale(${String(scale)})`;
}
