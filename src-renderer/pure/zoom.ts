/** How a picture lies in its frame: enlarged so many times, and moved by a part of the frame. 1, 0, 0 fills it. */
export interface Zoom {
  readonly scale: number;
  /** Of the picture's left and top edge, in widths and heights of the frame: 0 or less. */
  readonly x: number;
  readonly y: number;
}

export const WHOLE: Zoom = { scale: 1, x: 0, y: 0 };
const MAX_SCALE = 16;

/** Enlarges about a place that stays where it is. @param at in widths and heights of the frame */
export function zoomed(
  { scale, x, y }: Zoom,
  factor: number,
  at: { readonly x: number; readonly y: number } = { x: 0.5, y: 0.5 },
): Zoom {
  const next = Math.min(MAX_SCALE, Math.max(1, scale * factor));
  const moved = (edge: number, place: number) => place - ((place - edge) * next) / scale;
  return inFrame({ scale: next, x: moved(x, at.x), y: moved(y, at.y) });
}

/** Moves the picture, but not its edges into the frame. @param by in widths and heights of the frame */
export function panned(zoom: Zoom, by: { readonly x: number; readonly y: number }): Zoom {
  return inFrame({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y });
}

function inFrame({ scale, x, y }: Zoom): Zoom {
  // Not −0, which styles would show.
  const bound = (edge: number) => Math.min(0, Math.max(1 - scale, edge)) + 0;
  return { scale, x: bound(x), y: bound(y) };
}

/** As a CSS transform of what fills the frame, about its left and top. */
export function transformOf({ scale, x, y }: Zoom): string {
  return `translate(${String(100 * x)}%, ${String(100 * y)}%) scale(${String(scale)})`;
}
