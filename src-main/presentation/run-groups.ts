import { at } from '../contract/at';
import type { ModelInfo } from '../contract/model';
import { settingsTable, type ConfiguredRun, type SettingRow } from './settings';
import { t } from '../contract/texts';

export interface GroupableRun {
  readonly run: ConfiguredRun & { readonly name: string };
  readonly model: Pick<ModelInfo, 'title' | 'fields' | 'presets'> | null;
}

/** What runs are grouped by: `BY_SEEDS`, `UNGROUPED`, or the key of a setting. */
export type GroupBy = string;
export const BY_SEEDS = 'seeds';
export const UNGROUPED = 'runs';
/** Explains how groups of several runs are drawn. */

/** A group of runs that is drawn as one line. */
export interface RunGroup {
  readonly key: string;
  readonly label: string;
  /** Indices of its runs among those compared; one or more. */
  readonly members: readonly number[];
}

/** Settings that do not change a run's numbers, and the seed, which differs within a group. */
const NOT_DECISIVE: readonly string[] = ['.seed', '.evaluation', '.preset'];

/** Returns the ways in which the runs can be grouped, each with at least two groups or a group of several runs. */
export function groupChoices(
  runs: readonly GroupableRun[],
): { readonly value: GroupBy; readonly label: string }[] {
  const settings = settingsTable(runs).filter(({ key, differs }) => differs && key !== '.seed');
  return [
    { value: UNGROUPED, label: t.compare.individual },
    { value: BY_SEEDS, label: t.compare.bySeeds },
    ...settings.map(({ key, label }) => ({ value: key, label })),
  ].filter(
    ({ value }) => value === UNGROUPED || groupRuns(runs, value).some(({ members }) => members.length > 1),
  );
}

/**
 * Groups runs, in the order of the groups' first runs. By seeds: runs with the same settings except the seed. By a
 * setting: runs of one model with the same value of it. A group of one run has the name of the run.
 */
export function groupRuns(runs: readonly GroupableRun[], by: GroupBy): RunGroup[] {
  const rows = settingsTable(runs);
  const decisive = rows.filter(({ key }) =>
    by === BY_SEEDS ? !NOT_DECISIVE.includes(key) : by !== UNGROUPED && (key === by || key === '.model'),
  );
  const members = new Map<string, number[]>();
  const repetitions = by === BY_SEEDS ? repetitionsOf(rows, runs.length) : [];
  for (const index of runs.keys()) {
    const values = decisive.map(({ values: all }) => all[index] ?? null);
    const again = by === BY_SEEDS ? at(repetitions, index) : 0;
    const key = by === UNGROUPED ? String(index) : JSON.stringify([...values, again]);
    const own = members.get(key);
    if (own === undefined) members.set(key, [index]);
    else own.push(index);
  }
  const named = decisive.filter(({ differs, key }) => differs || key === '.model');
  return [...members].map(([key, own]) => ({ key, label: labelOf(runs, own, named), members: own }));
}

/**
 * Counts, for each run, the earlier runs with the same settings and the same seed. Such repetitions say nothing about
 * the variation between seeds.
 */
function repetitionsOf(rows: readonly SettingRow[], runs: number): number[] {
  const compared = rows.filter(({ key }) => key === '.seed' || !NOT_DECISIVE.includes(key));
  const seen = new Map<string, number>();
  return Array.from({ length: runs }, (_, index) => {
    const key = JSON.stringify(compared.map(({ values }) => values[index] ?? null));
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before;
  });
}

/** Largest number of settings in a name; more would not fit a legend. */
const MOST_NAMED = 3;

function labelOf(
  runs: readonly GroupableRun[],
  members: readonly number[],
  rows: readonly SettingRow[],
): string {
  const [first = -1] = members;
  if (members.length === 1) return runs[first]?.run.name ?? '';
  const parts = rows.slice(0, MOST_NAMED).flatMap(({ key, label, values }) => {
    const value = values[first] ?? null;
    if (value === null) return [];
    return [key === '.model' || key === '.dataset' ? value : `${label} ${value}`];
  });
  return parts.join(', ');
}
