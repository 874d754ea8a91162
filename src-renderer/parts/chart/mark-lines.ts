import type { Chart, Plugin } from 'chart.js';
import { placeMarkTexts, rowsAbove, rowsOf } from '../../../src-main/presentation/mark-labels';
import type { ChartMark } from '../../pure/chart-mark';

export interface MarkLook {
  /** Colours of marks without their own colour. */
  readonly alert: string;
  readonly change: string;
  readonly ground: string;
}

/** Width of the scale of the values, at the left of the plot. */
export const SCALE_WIDTH = 58;
export const TOP = 6;
const LINE_HEIGHT = 14;
const FONT = '600 11px system-ui, sans-serif';

/** Draws the marks over the lines, and their labels above the plot, in a margin that it reserves. */
export function markLines(marks: () => readonly ChartMark[], look: () => MarkLook): Plugin<'line'> {
  /** @param pixelOf maps a value of the x-axis to a pixel */
  const placed = (chart: Chart, left: number, right: number, pixelOf: (at: number) => number) => {
    const { ctx } = chart;
    ctx.save();
    ctx.font = FONT;
    const inSight = marks()
      .map((mark) => ({
        ...mark,
        x: Math.round(pixelOf(mark.at)) + 0.5,
        width: ctx.measureText(mark.label).width,
      }))
      .filter(({ x }) => x >= left && x <= right);
    ctx.restore();
    return placeMarkTexts(inSight, right);
  };

  return {
    id: 'mark-lines',
    beforeLayout(chart) {
      const { layout, scales } = chart.options;
      const [from, to] = [Number(scales?.['x']?.min ?? 0), Number(scales?.['x']?.max ?? 1)];
      const padding = layout?.padding as { readonly right: number } | undefined;
      if (layout === undefined || padding === undefined) return;
      const [left, right] = [SCALE_WIDTH, chart.width - padding.right];
      const texts = placed(chart, left, right, (at) => left + ((at - from) / (to - from)) * (right - left));
      layout.padding = { top: TOP + rowsOf(texts) * LINE_HEIGHT, right: padding.right };
    },
    afterDatasetsDraw(chart) {
      const { ctx, chartArea, scales } = chart;
      const scale = scales['x'];
      if (scale === undefined) return;
      const texts = placed(chart, chartArea.left, chartArea.right, (at) => scale.getPixelForValue(at));
      if (texts.length === 0) return;
      const { alert, change, ground } = look();
      const colorOf = (mark: ChartMark) => mark.color ?? (mark.isAlert ? alert : change);
      const rows = rowsOf(texts);
      const drawn = texts.map((text) => {
        const above = rowsAbove(text, rows);
        return { ...text, above, top: chartArea.top - above * LINE_HEIGHT };
      });
      ctx.save();
      ctx.font = FONT;
      ctx.textBaseline = 'top';
      ctx.lineWidth = 1.5;
      ctx.setLineDash([5, 3]);
      for (const { mark, top } of drawn) {
        ctx.strokeStyle = colorOf(mark);
        ctx.beginPath();
        ctx.moveTo(mark.x, top);
        ctx.lineTo(mark.x, chartArea.bottom);
        ctx.stroke();
      }
      for (const { mark, side, above, top } of drawn) {
        if (above === 0) continue;
        const left = side === 'right' ? mark.x + 4 : mark.x - 4 - mark.width;
        // Keeps the label readable over the lines of other marks.
        ctx.fillStyle = ground;
        ctx.fillRect(left - 2, top, mark.width + 4, LINE_HEIGHT);
        ctx.fillStyle = colorOf(mark);
        ctx.fillText(mark.label, left, top + 1);
      }
      ctx.restore();
    },
  };
}
