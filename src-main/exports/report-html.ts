import { rowExporter } from './exporter';
import { reportFields, reportOf } from './report-fields';

export const reportExporter = rowExporter({
  id: 'report-html',
  name: 'Report (HTML)',
  help: 'One page with summary, charts, figures, quality and settings, side by side for several runs. It needs no connection and no other files.',
  of: 'runs',
  mediaType: 'text/html; charset=utf-8',
  extension: 'html',
  preview: null,
  fields: reportFields,
  title: () => 'report',
  parts: reportOf,
});
