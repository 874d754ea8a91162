import { rowExporter } from '../exporter';
import { chartField, chartMarkup, chartTitle, THEME, withoutCharts } from './charts';

export const chartSvgExporter = rowExporter({
  id: 'chart-svg',
  name: 'Chart (SVG)',
  help: 'A chart of metrics over steps as a vector image, with the values that a report shows: of several runs a line for each.',
  of: 'runs',
  mediaType: 'image/svg+xml',
  extension: 'svg',
  preview: null,
  fields: (runs, about) => ({ chart: chartField(runs, about), theme: THEME }),
  problem: withoutCharts,
  title: chartTitle,
  *parts(source, runs, options) {
    yield yield* chartMarkup(source, runs, options);
  },
});
