import { problem } from '../contract/problems/catalogue';
import { pageExporter } from './exporter';
import { reportFields, reportOf } from './report-fields';

export const pdfExporter = pageExporter({
  id: 'report-pdf',
  name: 'Report (PDF)',
  help: 'The same report as printed pages, for sending and for paper.',
  of: 'runs',
  mediaType: 'application/pdf',
  extension: 'pdf',
  preview: null,
  isSlow: true,
  fields: reportFields,
  problem: (_runs, { canPrint }) => (canPrint ? null : problem('export.no-printer', {})),
  title: () => 'report',
  parts: reportOf,
});
