import { EXPORT_GROUP, integer } from '../../contract/hyperparameters';
import { svgAsPng } from '../../images/svg-png';
import { jobExporter } from '../exporter';
import { chartField, chartMarkup, chartTitle, THEME, withoutCharts } from './charts';

const MAX_SCALE = 4;

const SCALE = integer({
  label: 'Enlarged by',
  help: 'Pixels of the file for a pixel of the window: 2 suits slides, 4 suits print.',
  group: EXPORT_GROUP,
  default: 2,
  min: 1,
  max: MAX_SCALE,
  unit: '×',
});

export const chartPngExporter = jobExporter({
  id: 'chart-png',
  name: 'Chart (PNG)',
  help: 'A chart of metrics over steps as a picture, the same as the SVG, for slides and documents.',
  of: 'runs',
  mediaType: 'image/png',
  extension: 'png',
  preview: 'picture',
  fields: (runs, about) => ({ chart: chartField(runs, about), theme: THEME, scale: SCALE }),
  problem: withoutCharts,
  title: chartTitle,
  async *parts(source, runs, options) {
    const drawing = chartMarkup(source, runs, options);
    let next = drawing.next();
    while (next.done !== true) next = drawing.next();
    yield await svgAsPng(next.value, options.scale);
  },
});
