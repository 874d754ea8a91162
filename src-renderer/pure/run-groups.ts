import { formatDuration, formatNumber } from './format';
import {
  runField,
  type DescribedModel,
  type DescribedRun,
  type RunField,
} from '../../src-main/presentation/run-fields';
import { t } from '../../src-main/contract/texts';

export interface RunGroup {
  /** The same key for the same value of the same field. */
  readonly key: string;
  readonly label: string;
  readonly runs: readonly DescribedRun[];
}

/** Runs with the same value of a field, in the order of their first runs; runs without a value come last. */
export function groupRuns(
  runs: readonly DescribedRun[],
  by: string,
  models: readonly DescribedModel[],
): RunGroup[] {
  const field = runField(by, models);
  const groups = new Map<string, DescribedRun[]>();
  const without: DescribedRun[] = [];
  for (const one of runs) {
    const value = field?.values(one)[0];
    if (value === undefined) {
      without.push(one);
      continue;
    }
    const text = typeof value === 'boolean' ? (value ? t.common.yes : t.common.no) : String(value);
    const alike = groups.get(text);
    if (alike === undefined) groups.set(text, [one]);
    else alike.push(one);
  }
  const named = [...groups].map(([label, alike]) => ({ key: `${by}: ${label}`, label, runs: alike }));
  const label = t.runs.without(field?.label ?? by);
  return without.length === 0 ? named : [...named, { key: `${by}:`, label, runs: without }];
}

/**
 * Mean and standard deviation of a field over runs, or the range of a field that people set; null if it is not numeric.
 */
export function aggregateOf(
  field: RunField,
  runs: readonly DescribedRun[],
): { readonly text: string; readonly title: string } | null {
  const values = runs.flatMap((one) => {
    const [value] = field.values(one);
    return typeof value === 'number' ? [value] : [];
  });
  const measures = new Set(runs.map(({ model }) => model?.headlineMetric));
  const isMixed = field.key === 'value' && measures.size > 1;
  if (values.length === 0 || isMixed || NO_AGGREGATE.includes(field.key)) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const lowest = values.reduce((a, b) => Math.min(a, b));
  const highest = values.reduce((a, b) => Math.max(a, b));
  const title = t.runs.range(field.label, values.length, formatNumber(lowest), formatNumber(highest));
  if (field.isExact === true) {
    const range = lowest === highest ? String(lowest) : `${String(lowest)}–${String(highest)}`;
    return { text: range, title };
  }
  if (field.key === 'time') return { text: formatDuration(mean * 1000), title };
  if (values.length === 1 || lowest === highest) return { text: formatNumber(mean), title };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (values.length - 1));
  return { text: `${formatNumber(mean)} ± ${formatNumber(deviation)}`, title };
}

/** Fields whose mean is meaningless. */
const NO_AGGREGATE = ['created', 'id'];

/** The items of a table of groups, from top to bottom. */
export type ListItem =
  | { readonly key: string; readonly run: DescribedRun['run'] }
  | { readonly key: string; readonly group: RunGroup };

/** The rows of a list: groups with their runs, unless the group is collapsed. */
export function listItems(
  runs: readonly DescribedRun[],
  groups: readonly RunGroup[] | null,
  folded: ReadonlySet<string>,
): ListItem[] {
  const itemOf = ({ run }: DescribedRun): ListItem => ({ key: `run ${String(run.id)}`, run });
  if (groups === null) return runs.map(itemOf);
  return groups.flatMap((group) => [
    { key: group.key, group },
    ...(folded.has(group.key) ? [] : group.runs.map(itemOf)),
  ]);
}
