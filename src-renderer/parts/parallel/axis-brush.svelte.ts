import { brushSelection, brushY, type D3BrushEvent } from 'd3-brush';
import { select } from 'd3-selection';
import type { Attachment } from 'svelte/attachments';

/** Pixels beside an axis that a brush is as wide as, in each direction. */
const REACH = 10;

/** Two positions on an axis, in pixels from its top. */
export type BrushedPixels = readonly [number, number];

/**
 * A brush on an axis: a drag chooses a part of it, which can be moved and resized, and a click removes it.
 * @param brushed what is chosen now; null where nothing is
 */
export function axisBrush(
  height: () => number,
  brushed: () => BrushedPixels | null,
  onbrush: (pixels: BrushedPixels | null) => void,
): Attachment<SVGGElement> {
  return (node) => {
    const group = select(node);
    const brush = brushY<unknown>()
      .extent([
        [-REACH, 0],
        [REACH, height()],
      ])
      .on('brush end', ({ sourceEvent, selection }: D3BrushEvent<unknown>) => {
        // Without one it is what this page has set.
        if (sourceEvent === null || sourceEvent === undefined) return;
        const [top, bottom] = selection ?? [];
        onbrush(typeof top === 'number' && typeof bottom === 'number' ? [top, bottom] : null);
      });
    group.call(brush);
    $effect(() => {
      const [top, bottom] = brushed() ?? [];
      const [shownTop, shownBottom] = brushSelection(node) ?? [];
      if (top !== shownTop || bottom !== shownBottom)
        group.call((own) => {
          brush.move(own, top === undefined || bottom === undefined ? null : [top, bottom]);
        });
    });
    return () => {
      brush.on('brush end', null);
      group.selectAll('*').remove();
    };
  };
}
