import { brushSelection, brushY, type D3BrushEvent } from 'd3-brush';
import { select } from 'd3-selection';
import type { Attachment } from 'svelte/attachments';

/** Width of a brush in pixels, to each side of the axis. */
const REACH = 10;

/** Two positions on an axis, in pixels from its top. */
export type BrushedPixels = readonly [number, number];

/**
 * A brush on an axis: a drag selects a part of the axis, which can be moved and resized, and a click removes it.
 * @param brushed the current selection; null if there is none
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
        // Without a source event the brush was moved by this page.
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
