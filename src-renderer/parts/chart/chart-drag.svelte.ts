import type { Zoom } from '../../pure/chart-line';

/** Maximum movement of the pointer in a click, in pixels. */
const CLICK = 4;

interface Actions {
  /** Null if the pointer is outside the plot. */
  readonly hover: (position: number | null) => void;
  readonly pick: (position: number) => void;
  readonly zoom: (zoom: Zoom) => void;
}

/** The part of a plot selected by dragging, in pixels. */
interface Selected {
  readonly from: number;
  readonly to: number;
}

/**
 * Pointer actions on a plot: hovering shows the values at the pointer, a click picks a position, and a drag selects the
 * visible part of the axis.
 * @param positionAt the position on the x-axis at a pixel; null outside the plot
 */
export function chartDrag(positionAt: (pixel: number) => number | null, actions: Actions) {
  let from = $state.raw<number | null>(null);
  let to = $state.raw(0);
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
        actions.hover(position);
      },
      onpointerup() {
        if (from === null) return;
        const [start, end] = [positionAt(Math.min(from, to)), positionAt(Math.max(from, to))];
        const dragged = isDragged();
        from = null;
        if (start === null || end === null) return;
        if (!dragged) actions.pick(end);
        else if (end > start) actions.zoom({ from: start, to: end });
      },
      onpointercancel() {
        from = null;
      },
      onpointerleave() {
        actions.hover(null);
      },
    },
  };
}
