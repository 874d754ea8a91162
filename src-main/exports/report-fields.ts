import {
  boolean,
  choice,
  EXPORT_GROUP,
  sizes,
  sizesOf,
  type Fields,
  type HyperparameterValue,
} from '../contract/hyperparameters';
import { NO_CHOICE, shownSections } from '../contract/report-options';
import type { Run } from '../contract/run';
import { COMPARISON_SECTIONS, type SavedComparison } from '../contract/saved-comparison';
import { t } from '../contract/texts';
import type { ExportContext, RowSource } from './exporter';

type Store = Pick<ExportContext['store'], 'settings' | 'runs'>;

/** The ids of the runs of a saved comparison that are not removed, and of those that are. */
function presence({ runs: ids }: SavedComparison, { runs }: Store) {
  const isThere = (id: number) => runs.get(id)?.deletedAt === null;
  return { present: ids.filter(isThere), missing: ids.filter((id) => !isThere(id)) };
}

/** The saved comparisons of the same runs, in any order, apart from removed ones. */
function savedOf(store: Store, runs: readonly Run[]): SavedComparison[] {
  return store.settings.get().savedComparisons.filter((saved) => {
    const { present } = presence(saved, store);
    return present.length === runs.length && runs.every(({ id }) => present.includes(id));
  });
}

const sectionFields = () =>
  Object.fromEntries(
    COMPARISON_SECTIONS.map((section) => [
      section,
      boolean({
        label: t.compare.sectionTitles[section],
        help: 'Whether the report has this section.',
        group: EXPORT_GROUP,
        default: true,
      }),
    ]),
  );

const ORDER_FIELD = sizes({
  label: 'Order',
  help: 'The numbers of the sections in their order, such as 4, 1; the others follow.',
  group: EXPORT_GROUP,
  default: '',
  min: 1,
  max: COMPARISON_SECTIONS.length,
  maxCount: COMPARISON_SECTIONS.length,
  emptyText: 'as listed',
});

const noneOr = (options: readonly { value: string; label: string }[]) => ({
  default: NO_CHOICE,
  options: [{ value: NO_CHOICE, label: 'none' }, ...options],
});

const comparisonField = (saved: readonly SavedComparison[]) =>
  choice<string>({
    label: 'Saved comparison',
    help: 'The report has its name and note.',
    group: EXPORT_GROUP,
    ...noneOr(saved.map(({ name }) => ({ value: name, label: name }))),
  });

const baselineField = (runs: readonly Run[]) =>
  choice<string>({
    label: 'Baseline',
    help: 'The run that others are compared with.',
    group: EXPORT_GROUP,
    ...noneOr(runs.map(({ id, name }) => ({ value: String(id), label: name }))),
  });

/** The options of a report; some are there only where they make a difference. */
export function reportFields(runs: readonly Run[], { store }: ExportContext): Fields {
  const saved = savedOf(store, runs);
  return {
    ...sectionFields(),
    order: ORDER_FIELD,
    ...(saved.length > 0 && { comparison: comparisonField(saved) }),
    ...(runs.length > 1 && { baseline: baselineField(runs) }),
  };
}

/** The report about runs that options describe. */
export function reportOf(
  { reports, store }: Pick<RowSource, 'reports' | 'store'>,
  runs: readonly Run[],
  options: Readonly<Record<string, HyperparameterValue>>,
): Iterable<string> {
  const { comparison = NO_CHOICE, baseline = NO_CHOICE, order } = options;
  const saved = savedOf(store, runs).find(({ name }) => name === comparison);
  return reports.html(
    runs.map(({ id }) => id),
    {
      ...(saved && { title: saved.name, note: saved.note, missing: presence(saved, store).missing }),
      sections: shownSections(options, sizesOf(String(order))),
      baseline: baseline === NO_CHOICE ? null : Number(baseline),
    },
  );
}
