import type { Plugin } from 'chart.js';
import type { DrawnLine, Zoom } from '../../pure/chart-line';

/** A short label at the end of a line. */
export interface EndTag {
  readonly text: string;
  readonly color: string;
  /** The last drawn point. */
  readonly x: number;
  readonly y: number;
}

/**
 * The tags of lines that have one, each at the last point that is visible.
 * @param zoom the visible part of the axis; null if it is visible as a whole
 */
export function tagsOf(drawn: readonly Pick<DrawnLine, 'line' | 'points'>[], zoom: Zoom | null): EndTag[] {
  return drawn.flatMap(({ line, points }) => {
    const visible = zoom === null ? points : points.filter(({ x }) => x >= zoom.from && x <= zoom.to);
    const end = visible.at(-1);
    return line.tag === undefined || end === undefined ? [] : [{ text: line.tag, color: line.color, ...end }];
  });
}

/** Width of the tags at the right of a plot, in pixels. */
export const TAG_WIDTH = 38;
const LINE_HEIGHT = 11;

/** Writes each tag at the end of its line; of tags that would overlap, the later ones are moved down, or omitted. */
export function endTags(tags: () => readonly EndTag[]): Plugin<'line'> {
  return {
    id: 'end-tags',
    afterDatasetsDraw({ ctx, chartArea, scales }) {
      const { x, y } = scales;
      if (x === undefined || y === undefined) return;
      const all = tags().map((tag) => ({
        ...tag,
        right: Math.min(x.getPixelForValue(tag.x), chartArea.right),
        at: Math.min(Math.max(y.getPixelForValue(tag.y), chartArea.top), chartArea.bottom),
      }));
      ctx.save();
      ctx.font = '600 10px system-ui, sans-serif';
      ctx.textBaseline = 'middle';
      for (const { text, color, right, at } of spread(all, chartArea.bottom)) {
        ctx.fillStyle = color;
        ctx.fillText(text, right + 4, at);
      }
      ctx.restore();
    },
  };
}

/** Moves overlapping items down; omits those for which there is no room above `bottom`. */
export function spread<Placed extends { readonly at: number }>(
  tags: readonly Placed[],
  bottom: number,
): Placed[] {
  let free = -Infinity;
  return [...tags]
    .sort((a, b) => a.at - b.at)
    .flatMap((tag) => {
      const at = Math.max(tag.at, free);
      if (at > bottom + LINE_HEIGHT / 2) return [];
      free = at + LINE_HEIGHT;
      return [{ ...tag, at }];
    });
}
