import type { Run } from '../../src-main/contract/run';
import { DEFAULT_RUN_VIEW } from '../../src-main/contract/run-view';
import { formatDateTime, formatDuration, formatNumber } from './format';
import {
  fieldNames,
  measuredColumn,
  qualityColumns,
  runField,
  type DescribedModel,
  type DescribedRun,
  type RunField,
} from '../../src-main/presentation/run-fields';
import { t } from '../../src-main/contract/texts';

/** A column of the list of runs. Columns without a field are drawn by the row component. */
export interface RunColumn {
  readonly key: string;
  readonly label: string;
  readonly field: RunField | null;
}

/** Columns that show more than the value of a field. */
const drawnColumns = (): readonly { key: string; label: string }[] => [
  { key: 'trend', label: t.runs.trend },
  { key: 'samples', label: t.common.samples },
];

/** Fields that the name column already shows. */
const BESIDE_NAME = ['name', 'id', 'star', 'is'];

/**
 * The keys of the columns: as chosen; if the default is unchanged, columns of quality are added when some run has
 * values for them.
 */
export function columnKeys(chosen: readonly string[], runs: readonly Pick<Run, 'quality'>[]): string[] {
  if (chosen.join() !== DEFAULT_RUN_VIEW.columns.join()) return [...chosen];
  const after = chosen.indexOf('value') + 1;
  const qualities = qualityColumns(runs).map(({ key }) => key);
  return [...chosen.slice(0, after), ...qualities, ...chosen.slice(after)];
}

/** The columns with these keys, without those that no model has. */
export function runColumns(keys: readonly string[], models: readonly DescribedModel[]): RunColumn[] {
  return keys.flatMap((key): RunColumn[] => {
    const drawn = drawnColumns().find((one) => one.key === key);
    if (drawn !== undefined) return [{ ...drawn, field: null }];
    const field = runField(key, models);
    return field === null ? [] : [{ key, label: key === 'time' ? t.runs.timeHead : field.label, field }];
  });
}

/** All possible columns. */
export function possibleColumns(models: readonly DescribedModel[]): { key: string; label: string }[] {
  return [...drawnColumns(), ...fieldNames(models).filter(({ key }) => !BESIDE_NAME.includes(key))];
}

/** The column of a metric at a step, such as `loss@1000`; null for another text. */
export function columnAtStep(
  text: string,
  models: readonly DescribedModel[],
): { key: string; label: string } | null {
  const key = text.trim();
  const found = key.includes('@') && measuredColumn(key, models) !== null ? runField(key, models) : null;
  return found && { key, label: found.label };
}

/** Fields that runs may be grouped by: those that several runs share. */
export function possibleGroups(models: readonly DescribedModel[]): { key: string; label: string }[] {
  const measured = new Set(models.flatMap(({ metrics }) => metrics.map(({ name }) => name)));
  const names = fieldNames(models).filter(
    ({ key }) => !BESIDE_NAME.includes(key) && !NEVER_SHARED.includes(key) && !isMeasured(key, measured),
  );
  return [...names].sort((a, b) => rank(a.key) - rank(b.key));
}

const NEVER_SHARED = ['step', 'epoch', 'time', 'created', 'value'];
/** The most frequently used ones come first. */
const FIRST = ['model', 'dataset', 'group', 'tag', 'state', 'seed', 'pool'];
const rank = (key: string) => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length);
const isMeasured = (key: string, measured: ReadonlySet<string>) =>
  measured.has(key.replace(/-(last|best)$/, '')) || runField(key, [])?.cell !== undefined;

/** Moves a column before or after its neighbour. */
export function moved(keys: readonly string[], key: string, by: number): string[] {
  const from = keys.indexOf(key);
  const to = Math.min(keys.length - 1, Math.max(0, from + by));
  const rest = keys.filter((one) => one !== key);
  return from < 0 ? [...keys] : [...rest.slice(0, to), key, ...rest.slice(to)];
}

/** Content of a cell, with the exact value in its title. */
export function cellOf(
  field: RunField,
  one: DescribedRun,
): { readonly text: string; readonly title: string } {
  if (field.cell !== undefined) return field.cell(one.run) ?? NONE;
  const values = field.values(one);
  const shown = LISTS.includes(field.key) ? values : values.slice(0, 1);
  if (shown.length === 0) return NONE;
  const [value] = shown;
  if (typeof value === 'number' && shown.length === 1) {
    const title = `${field.label}: ${String(value)}`;
    if (field.key === 'time') return { text: formatDuration(value * 1000), title };
    if (field.key === 'created') return { text: formatDateTime(value), title: field.label };
    return { text: field.isExact === true ? String(value) : formatNumber(value), title };
  }
  const text = shown
    .map((part) => (typeof part === 'boolean' ? (part ? t.common.yes : t.common.no) : String(part)))
    .join(', ');
  return { text, title: `${field.label}: ${text}` };
}

const NONE = { text: '–', title: '' } as const;
const LISTS = ['tag'];
