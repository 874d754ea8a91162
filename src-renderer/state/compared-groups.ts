import { metricHelp, type MetricInfo } from '../../src-main/contract/model';
import { aggregate, countChanges, countsText, type Aggregate } from '../../src-main/presentation/aggregate';
import { distinctNames } from '../../src-main/presentation/run-names';
import { BY_SEEDS, groupRuns, type GroupableRun, type GroupBy } from '../../src-main/presentation/run-groups';
import { groupLooks, type RunLook } from '../../src-main/presentation/run-looks';
import type { Axis } from '../pure/axis';
import { formatPosition, wholeLine, type ChartLine } from '../pure/chart-line';
import type { ComparedColumn } from './comparison.svelte';
import { runLine } from './run-lines';
import { strokeOf } from './theme.svelte';
import type { Workbench } from './workbench.svelte';
import { t } from '../../src-main/contract/texts';

/** Runs that are drawn as one line; in most cases a single run. */
export interface ComparedGroup {
  /** Groups with the same owner are hidden and highlighted together. */
  readonly owner: string;
  readonly label: string;
  /** Short label at the end of a line. */
  readonly tag: string;
  readonly look: RunLook;
  readonly columns: readonly ComparedColumn[];
}

/** The runs in the form that grouping takes. */
export function groupables(workbench: Workbench, columns: readonly ComparedColumn[]): GroupableRun[] {
  return columns.map(({ run }) => ({ run, model: workbench.model(run.config.model) ?? null }));
}

/** Indices of runs that differ only in their seed, by group. */
export function seedGroups(workbench: Workbench, columns: readonly ComparedColumn[]): (readonly number[])[] {
  return groupRuns(groupables(workbench, columns), BY_SEEDS).map(({ members }) => members);
}

export function comparedGroups(
  workbench: Workbench,
  columns: readonly ComparedColumn[],
  by: GroupBy,
): ComparedGroup[] {
  const groups = groupRuns(groupables(workbench, columns), by);
  const names = distinctNames(columns.map(({ run }) => run));
  const looks = groupLooks(
    columns.map(({ run }) => run.color),
    groups.map(({ members }) => members),
  );
  return groups.flatMap(({ label, members }, i): ComparedGroup[] => {
    const own = members.flatMap((index) => columns[index] ?? []);
    const [first] = own;
    const look = looks[i];
    if (first === undefined || look === undefined) return [];
    const isOne = own.length === 1;
    return [
      {
        owner: String(first.run.id),
        label: isOne ? (names[members[0] ?? 0] ?? label) : label,
        tag: isOne ? `#${String(first.run.id)}` : `n=${String(own.length)}`,
        look,
        columns: own,
      },
    ];
  });
}

/** The mean of a metric over the runs of a group, as a line with a band of one standard deviation. */
export function groupLine(
  workbench: Workbench,
  { owner, label, tag, look, columns }: ComparedGroup,
  metric: MetricInfo,
  axis: Axis,
): ChartLine | null {
  const all = columns.length === 1 ? label : `${label}, n = ${String(columns.length)}`;
  const style = { owner, tag, label: all, color: strokeOf(look.color), dash: look.dash };
  const lines = columns.flatMap(({ run, feed }) => {
    const model = workbench.model(run.config.model);
    return (model && runLine({ run, model, feed }, metric, axis, style)) ?? [];
  });
  const [only] = lines;
  if (only === undefined) return null;
  if (columns.length === 1) return only;
  // Extremes have no positions in common, and would make the band too wide.
  const found = aggregateOnce(lines.map(({ x, y, means }) => means ?? { x, y }));
  const isOfMeans = lines.some(({ means }) => means !== undefined);
  const isEven = countChanges(found).length < 2;
  const counts = isEven
    ? null
    : countsText(found, (x) => `${t.charts.axisNames[axis]} ${formatPosition(axis, x)}`);
  return {
    ...style,
    key: `${owner}/${metric.name}/mean`,
    help: metricHelp(metric),
    x: found.x,
    y: found.mean,
    band: found,
    note: [counts && `${label}: ${counts}.`, isOfMeans && t.charts.ofMeans].filter(Boolean).join(' ') || null,
    whole: isOfMeans ? async () => meanOf(await Promise.all(lines.map(wholeLine))) : undefined,
  };
}

function meanOf(lines: Lines): Pick<ChartLine, 'x' | 'y' | 'band'> {
  const found = aggregate(lines);
  return { x: found.x, y: found.mean, band: found };
}

type Lines = readonly Pick<ChartLine, 'x' | 'y'>[];
/**
 * Cache by the values of the first run, so that unchanged data is not computed again with every event of a live run.
 */
const known = new WeakMap<Float64Array, { readonly lines: Lines; readonly found: Aggregate }>();

function aggregateOnce(lines: Lines): Aggregate {
  const key = lines[0]?.y ?? new Float64Array(0);
  const before = known.get(key);
  const isSame =
    before?.lines.length === lines.length &&
    before.lines.every(({ x, y }, i) => x === lines[i]?.x && y === lines[i].y);
  if (before !== undefined && isSame) return before.found;
  const found = aggregate(lines);
  known.set(key, { lines: lines.map(({ x, y }) => ({ x, y })), found });
  return found;
}
