import { runMarks } from '../../src-main/presentation/run-marks';
import { runColor } from '../../src-main/presentation/palette';
import type { ChartGroup } from '../../src-main/presentation/chart-groups';
import { metricHelp, type MetricInfo, type ModelInfo } from '../../src-main/contract/model';
import type { Run } from '../../src-main/contract/run';
import { toAxis, type Axis } from '../pure/axis';
import type { ChartMark } from '../pure/chart-mark';
import type { ChartLine } from '../pure/chart-line';
import type { RunFeed } from './run-feed.svelte';
import { axisFacts, type PlacedRun } from './run-positions';
import { runStroke } from './theme.svelte';

/** A run with the data for its lines. */
export interface DrawnRun {
  readonly run: Run;
  readonly model: ModelInfo;
  readonly feed: RunFeed;
}

/** One metric of one run as a line; null if it has no position on the axis, or no values. */
export function runLine(
  { run, model, feed }: DrawnRun,
  metric: MetricInfo,
  axis: Axis,
  look: Pick<ChartLine, 'label' | 'color' | 'dash' | 'owner' | 'tag'>,
): ChartLine | null {
  const series = feed.metrics[metric.name];
  if (series === undefined || series.steps.length === 0) return null;
  const facts = axisFacts({ run, model, feed });
  const x = toAxis(series.steps, axis, facts);
  if (x === null) return null;
  const key = `${String(run.id)}/${metric.name}`;
  const line = { key, help: metricHelp(metric), x, y: series.values, ...look };
  const means = series.means && toAxis(series.means.steps, axis, facts);
  if (series.means === null || means === null) return line;
  return {
    ...line,
    means: { x: means, y: series.means.values, samples: series.means.samples },
    whole: async () => {
      const { steps, values } = await feed.whole(metric.name);
      return { x: toAxis(steps, axis, facts) ?? steps, y: values };
    },
  };
}

/** The lines of one chart of one run: each metric has its own colour and dash pattern. */
export function groupLines(drawn: DrawnRun, group: ChartGroup, axis: Axis): ChartLine[] {
  return group.lines.flatMap(({ metric, index }) => {
    const look = {
      label: metric.label,
      owner: metric.name,
      color: runStroke(index),
      dash: runColor(index).dash,
    };
    return runLine(drawn, metric, axis, look) ?? [];
  });
}

/** The first signs of failures of runs, and their changes, in the runs' colours if there are several. */
export function markLines(
  runs: readonly (PlacedRun & { readonly color: string | null })[],
  axis: Axis,
): ChartMark[] {
  return runMarks(runs).flatMap(({ runId, step, label, isAlert }) => {
    const placed = runs.find(({ run }) => run.id === runId);
    const at = placed && toAxis(Float64Array.of(step), axis, axisFacts(placed))?.[0];
    if (at === undefined) return [];
    return [{ owner: String(runId), at, label, isAlert, color: placed?.color ?? null }];
  });
}
