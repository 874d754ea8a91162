import type { Zoom } from '../../pure/chart-line';

/** Pixels that a pointer may move in a click. */
const CLICK = 4;

interface Actions {
  /** Null where the pointer is beside the plot. */
  readonly hover: (position: number | null) => void;
  readonly pick: (position: number) => void;
  readonly zoom: (zoom: Zoom) => void;
}

/** The part of a plot that is dragged over, in pixels. */
interface Selected {
  readonly from: number;
  readonly to: number;
}

/**
 * What a pointer does on a plot: it shows the values under it, a click picks a position, and a drag chooses the part of
 * the axis that is shown.
 * @param positionAt the position on the x-axis at a pixel; null beside the plot
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
