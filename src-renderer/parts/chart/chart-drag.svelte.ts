import type { Zoom } from '../../pure/chart-line';

/** Maximum movement of the pointer in a click, in pixels. */
const CLICK = 4;
/** Maximum time between the clicks of a double click, in ms. */
const DOUBLE_CLICK_MS = 500;

/** What charts side by side share. */
interface Shared {
  /** Null if the pointer is outside the plot. */
  hover: number | null;
  /** Null if the whole axis is visible. */
  zoom: Zoom | null;
}

interface Picking {
  readonly pick: (position: number) => void;
  /** Takes the last pick back. */
  readonly unpick: () => void;
}

/** The part of a plot selected by dragging, in pixels. */
interface Selected {
  readonly from: number;
  readonly to: number;
}

/**
 * Pointer actions on a plot: hovering shows the values at the pointer, a click picks a position, a drag selects the
 * visible part of the axis, and a double click shows the whole axis again, without a pick.
 * @param positionAt the position on the x-axis at a pixel; null outside the plot
 */
export function chartDrag(
  positionAt: (pixel: number) => number | null,
  shared: Shared,
  { pick, unpick }: Picking,
) {
  let from = $state.raw<number | null>(null);
  let to = $state.raw(0);
  let clicked = { at: -Infinity, pixel: 0 };
  const isDragged = () => from !== null && Math.abs(to - from) > CLICK;

  return {
    get selected(): Selected | null {
      return from !== null && isDragged() ? { from: Math.min(from, to), to: Math.max(from, to) } : null;
    },
    handlers: {
      onpointerdown(event: PointerEvent & { readonly currentTarget: HTMLElement }) {
        if (event.button !== 0 || positionAt(event.offsetX) === null) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        from = to = event.offsetX;
      },
      onpointermove(event: PointerEvent) {
        const position = positionAt(event.offsetX);
        if (from !== null && position !== null) to = event.offsetX;
        shared.hover = position;
      },
      onpointerup({ timeStamp }: PointerEvent) {
        if (from === null) return;
        const [start, end] = [positionAt(Math.min(from, to)), positionAt(Math.max(from, to))];
        const dragged = isDragged();
        from = null;
        if (start === null || end === null) return;
        if (!dragged) {
          const isSecond = timeStamp - clicked.at < DOUBLE_CLICK_MS && Math.abs(to - clicked.pixel) <= CLICK;
          clicked = { at: timeStamp, pixel: to };
          if (!isSecond) pick(end);
        } else if (end > start) shared.zoom = { from: start, to: end };
      },
      ondblclick() {
        if (shared.zoom === null) return;
        shared.zoom = null;
        unpick();
      },
      onpointercancel() {
        from = null;
      },
      onpointerleave() {
        shared.hover = null;
      },
    },
  };
}
