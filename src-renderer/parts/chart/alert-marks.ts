import type { Plugin } from 'chart.js';
import { placeMarkTexts } from '../../../src-main/presentation/mark-labels';
import type { ChartMark } from '../../pure/chart-mark';

export interface MarkLook {
  /** Of marks without a colour. */
  readonly color: string;
  readonly ground: string;
}

const LINE_HEIGHT = 14;

/** Draws the marks over the lines, with their labels at the top of the plot. */
export function alertMarks(marks: () => readonly ChartMark[], look: () => MarkLook): Plugin<'line'> {
  return {
    id: 'alert-marks',
    afterDatasetsDraw({ ctx, chartArea, scales }) {
      const scale = scales['x'];
      const all = marks();
      if (scale === undefined || all.length === 0) return;
      const { color: warning, ground } = look();
      ctx.save();
      ctx.font = '600 11px system-ui, sans-serif';
      ctx.textBaseline = 'top';
      const inSight = all
        .map((mark) => ({
          ...mark,
          x: Math.round(scale.getPixelForValue(mark.at)) + 0.5,
          width: ctx.measureText(mark.label).width,
        }))
        .filter(({ x }) => x >= chartArea.left && x <= chartArea.right);
      for (const { mark, side, row } of placeMarkTexts(inSight, chartArea.right)) {
        const color = mark.color ?? warning;
        ctx.strokeStyle = color;
        ctx.lineWidth = 1.5;
        ctx.setLineDash([5, 3]);
        ctx.beginPath();
        ctx.moveTo(mark.x, chartArea.top);
        ctx.lineTo(mark.x, chartArea.bottom);
        ctx.stroke();
        const left = side === 'right' ? mark.x + 4 : mark.x - 4 - mark.width;
        const top = chartArea.top + row * LINE_HEIGHT;
        // Readable over the lines of the chart.
        ctx.globalAlpha = 0.85;
        ctx.fillStyle = ground;
        ctx.fillRect(left - 2, top, mark.width + 4, LINE_HEIGHT);
        ctx.globalAlpha = 1;
        ctx.fillStyle = color;
        ctx.fillText(mark.label, left, top + 1);
      }
      ctx.restore();
    },
  };
}
