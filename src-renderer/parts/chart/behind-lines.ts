import type { Plugin, Scale } from 'chart.js';
import type { DrawnLine } from '../../pure/chart-line';
import type { Point } from '../../pure/downsample';

/** The measured values of a smoothed line, or the intervals of a line, drawn faintly behind all lines. */
export interface BehindLine {
  readonly points: readonly Point[];
  readonly color: string;
  readonly width: number;
}

/** @param highlight the owner of the only lines that have something behind them; null for all */
export function behindLinesOf(drawn: readonly DrawnLine[], highlight: string | null): BehindLine[] {
  return drawn.flatMap(({ line, behind }) =>
    behind === null || (highlight !== null && line.owner !== highlight)
      ? []
      : [{ points: behind, color: `${line.color}4d`, width: line.interval === undefined ? 1 : 3 }],
  );
}

/**
 * Draws lines behind those of a chart. They are painted to a picture of their own, which is kept while they and the
 * axes stay the same: a dense line costs more to paint than all else, and smoothing changes only what is before it.
 */
export function behindLines(lines: () => readonly BehindLine[]): Plugin<'line'> {
  const picture = new OffscreenCanvas(1, 1);
  let painted: readonly unknown[] = [];
  return {
    id: 'behind-lines',
    beforeDatasetsDraw({ ctx, canvas, chartArea, currentDevicePixelRatio: ratio, scales }) {
      const { x, y } = scales;
      const shown = lines();
      if (x === undefined || y === undefined || shown.length === 0) return;
      const { left, top, width, height } = chartArea;
      const size = [canvas.width, canvas.height, ratio, left, top, width, height];
      const axes = [x, y].flatMap(({ type, min, max }) => [type, min, max]);
      const next = [...size, ...axes, ...shown.flatMap((line) => [line.points, line.color, line.width])];
      if (next.length !== painted.length || next.some((one, i) => one !== painted[i])) {
        painted = next;
        picture.width = canvas.width;
        picture.height = canvas.height;
        const context = picture.getContext('2d');
        context?.scale(ratio, ratio);
        context?.rect(left, top, width, height);
        context?.clip();
        // The first is in front of the others.
        for (const line of [...shown].reverse()) if (context) stroke(context, line, x, y);
      }
      ctx.save();
      ctx.resetTransform();
      ctx.drawImage(picture, 0, 0);
      ctx.restore();
    },
  };
}

/** Strokes a line, with a gap at each point without a place on the axes. */
function stroke(
  context: OffscreenCanvasRenderingContext2D,
  { points, color, width }: BehindLine,
  x: Scale,
  y: Scale,
): void {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.beginPath();
  let isGap = true;
  for (const point of points) {
    const [left, top] = [x.getPixelForValue(point.x), y.getPixelForValue(point.y)];
    const hasPlace = Number.isFinite(top) && (point.y > 0 || y.type !== 'logarithmic');
    if (hasPlace && isGap) context.moveTo(left, top);
    else if (hasPlace) context.lineTo(left, top);
    isGap = !hasPlace;
  }
  context.stroke();
}

/** Range of the values of such lines, for the axis; on a logarithmic one, of those above zero. Empty without values. */
export function rangeBehind(
  lines: readonly BehindLine[],
  log: boolean,
): { suggestedMin?: number; suggestedMax?: number } {
  let [low, high] = [Infinity, -Infinity];
  for (const { points } of lines)
    for (const { y } of points) {
      if (!Number.isFinite(y) || (log && y <= 0)) continue;
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
  return low <= high ? { suggestedMin: low, suggestedMax: high } : {};
}
