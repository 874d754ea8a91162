import { boolean, choice, EXPORT_GROUP } from '../contract/hyperparameters';
import type { Run } from '../contract/run';
import { COMPARISON_SECTIONS, type ComparisonSection } from '../contract/saved-comparison';
import { SECTION_TITLES } from '../presentation/comparison-sections';
import { rowExporter } from './exporter';

const NO_BASELINE = 'none';

const SECTION_FIELDS = Object.fromEntries(
  COMPARISON_SECTIONS.map((section) => [
    section,
    boolean({
      label: SECTION_TITLES[section],
      help: 'Whether the report has this section.',
      group: EXPORT_GROUP,
      default: true,
    }),
  ]),
) as Readonly<Record<ComparisonSection, ReturnType<typeof boolean>>>;

const baselineField = (runs: readonly Run[]) =>
  choice<string>({
    label: 'Baseline',
    help: 'The run that others are compared with.',
    group: EXPORT_GROUP,
    default: NO_BASELINE,
    options: [
      { value: NO_BASELINE, label: 'none' },
      ...runs.map(({ id, name }) => ({ value: String(id), label: name })),
    ],
  });

export const reportExporter = rowExporter({
  id: 'report-html',
  name: 'Report (HTML)',
  help: 'One page with summary, charts, figures, quality and settings, side by side for several runs. It needs no connection and no other files.',
  of: 'runs',
  mediaType: 'text/html; charset=utf-8',
  extension: 'html',
  preview: null,
  fields: (runs) => ({ ...SECTION_FIELDS, baseline: baselineField(runs) }),
  title: () => 'report',
  parts: ({ reports }, runs, { baseline, ...shown }) =>
    reports.html(
      runs.map(({ id }) => id),
      {
        sections: COMPARISON_SECTIONS.filter((section) => shown[section]),
        baseline: baseline === NO_BASELINE ? null : Number(baseline),
      },
    ),
});
