import { t } from '../contract/texts';
import { runMarks, type RunMark } from '../presentation/run-marks';
import { at } from '../contract/at';
import { chartGroups, type ChartGroup, type GroupedLine } from '../presentation/chart-groups';
import { RUN_PALETTE } from '../presentation/palette';
import { BY_SEEDS, groupRuns, type RunGroup } from '../presentation/run-groups';
import { metricDash } from '../presentation/run-looks';
import { chart, type ChartInput, type ChartLine, type ChartMark } from './chart';
import { TONES, toneClass, toneOf, type ChartedColumn, type Ink } from './columns';
import { groupSummary } from './group-summary';
import { fragment, trusted, type Markup } from './markup';

export function* charts(columns: readonly ChartedColumn[]): Generator<Markup, void, void> {
  const runGroups = groupsOf(columns);
  yield trusted('');
  const groups = chartGroups(
    columns.map(({ run, model, metrics }) => ({ run, model, measured: metrics.map(({ name }) => name) })),
  );
  yield trusted('');
  const panels: Panel[] = [];
  for (const group of groups) panels.push(yield* panelOf(group, columns, runGroups));
  if (panels.length === 0) return;
  const lastStep = Math.max(...panels.flatMap(({ lines }) => lines.map(({ source }) => source.last.step)));
  yield fragment`<section>
    <h2>${t.reports.curves}</h2>
    <p class="lede">
      ${t.reports.curvesHelp}
      ${runGroups.some(({ members }) => members.length > 1) ? t.compare.groupsNote : null}
    </p>`;
  yield trusted('<div class="charts">');
  for (const panel of panels) yield* chart({ ...panel, lastStep });
  yield trusted('</div></section>');
}

/** A line with its colour, where no style sheet gives it. */
export interface InkedLine extends ChartLine {
  readonly ink: Ink;
}

export interface Panel extends Omit<ChartInput, 'lastStep'> {
  readonly lines: readonly InkedLine[];
}

/**
 * What a chart shows. For one run, each metric has a colour. For several runs, each run has a colour in charts of a
 * shared quantity, and quantities that only one run has are drawn in tones of its colour. Yields after each part of the
 * work.
 */
export function* panelOf(
  group: ChartGroup,
  columns: readonly ChartedColumn[],
  runGroups: readonly RunGroup[] = groupsOf(columns),
): Generator<Markup, Panel, void> {
  const byRun = new Map(columns.map((column) => [column.run.id, column]));
  const lines =
    group.runId === null && columns.length > 1
      ? yield* sharedLines(group, columns, runGroups)
      : ownLines(group, byRun, columns.length);
  const marks = chartMarks(columns).filter(({ runId }) => group.runId === null || runId === group.runId);
  yield trusted('');
  return { title: group.title, unit: group.unit ?? null, help: group.help ?? null, lines, marks };
}

/** Returns marks at the steps at which runs first showed signs of failures, or changed. */
export function chartMarks(columns: readonly ChartedColumn[]): (ChartMark & RunMark)[] {
  return runMarks(columns).map((mark) => {
    const column = columns.find(({ run }) => run.id === mark.runId);
    const alone = mark.isAlert ? 'warning' : 'change';
    return { ...mark, color: columns.length === 1 ? alone : (column?.color ?? alone) };
  });
}

/** Runs that differ only in their seed share a line, as in the window. */
const groupsOf = (columns: readonly ChartedColumn[]): RunGroup[] => groupRuns(columns, BY_SEEDS);

function* sharedLines(
  group: ChartGroup,
  columns: readonly ChartedColumn[],
  runGroups: readonly RunGroup[],
): Generator<Markup, InkedLine[], void> {
  const metrics = new Map(group.lines.map(({ runId, metric }) => [runId, metric.name]));
  const lines: InkedLine[] = [];
  for (const { label, members } of runGroups) {
    const summaries = members.flatMap((index) => {
      const column = columns[index];
      const wanted = column && metrics.get(column.run.id);
      return column?.metrics.find(({ name }) => name === wanted) ?? [];
    });
    const source = groupSummary(group.title, summaries);
    const first = columns[at(members, 0)];
    if (members.length > 1) yield trusted('');
    if (source === null || first === undefined) continue;
    const name = members.length === 1 ? first.run.name : t.reports.lineOfRuns(label, summaries.length);
    const { color, look } = first;
    lines.push({ label: name, color, ink: look.color, dash: look.dash, source });
  }
  return lines;
}

function ownLines(group: ChartGroup, byRun: ReadonlyMap<number, ChartedColumn>, runs: number): InkedLine[] {
  return group.lines.flatMap((line): InkedLine[] => {
    const column = byRun.get(line.runId);
    const source = column?.metrics.find(({ name }) => name === line.metric.name);
    if (column === undefined || source === undefined) return [];
    return [{ ...lookOf(group, line, column, runs), source }];
  });
}

function lookOf(
  group: ChartGroup,
  { metric, index }: GroupedLine,
  column: ChartedColumn,
  runs: number,
): Omit<InkedLine, 'source'> {
  const { run, look } = column;
  if (runs === 1) {
    const own = (RUN_PALETTE.indexOf(look.color) + index) % RUN_PALETTE.length;
    const ink = at(RUN_PALETTE, own);
    return { label: metric.label, color: `line-${String(own)}`, ink, dash: ink.dash };
  }
  const tone = Math.min(index, TONES - 1);
  return {
    label: group.lines.length > 1 ? `${run.name} · ${metric.label}` : run.name,
    color: toneClass(column, tone),
    ink: toneOf(look.color, tone),
    dash: metricDash(look, index),
  };
}
