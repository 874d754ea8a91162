import type { Scale } from 'chart.js';
import type { ChartPicture, PictureAxis } from '../../../src-main/presentation/chart-svg';
import type { LineChart } from './chart';

type Shown = Omit<ChartPicture, 'x' | 'y' | 'colors'>;

/** The chart as currently shown, in the colours of its theme; null before it is drawn. */
export function pictureOf(chart: LineChart | null, shown: Shown, isLog: boolean): ChartPicture | null {
  const { x, y } = chart?.scales ?? {};
  if (chart === null || x === undefined || y === undefined) return null;
  const style = getComputedStyle(chart.canvas);
  const color = (name: string) => style.getPropertyValue(name).trim();
  return {
    ...shown,
    x: axisOf(x, false),
    y: axisOf(y, isLog),
    colors: {
      ground: color('--surface'),
      text: color('--text'),
      soft: color('--text-soft'),
      grid: color('--grid'),
    },
  };
}

function axisOf({ min, max, ticks }: Scale, isLog: boolean): PictureAxis {
  const labelled = ticks.flatMap(({ value, label }) =>
    typeof label === 'string' && label !== '' && value >= min && value <= max ? [{ value, label }] : [],
  );
  return { min, max, isLog, ticks: labelled };
}
