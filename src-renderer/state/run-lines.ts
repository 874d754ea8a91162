import { runColor } from '../../src-main/presentation/palette';
import type { ChartGroup } from '../../src-main/presentation/chart-groups';
import type { MetricInfo } from '../../src-main/contract/model';
import { examplesPerStep, type Run } from '../../src-main/contract/run';
import { toAxis, type Axis } from '../pure/axis';
import type { ChartLine } from '../pure/chart-line';
import type { RunFeed } from './run-feed.svelte';
import { runStroke } from './theme.svelte';

/** One metric of one run as a line; null where it cannot be placed on the axis, or has no values. */
export function runLine(
  run: Run,
  feed: RunFeed,
  metric: MetricInfo,
  axis: Axis,
  look: Pick<ChartLine, 'label' | 'color' | 'dash'>,
): ChartLine | null {
  const series = feed.metrics[metric.name];
  if (series === undefined || series.steps.length === 0) return null;
  const facts = {
    stepsPerEpoch: run.stepsPerEpoch,
    examplesPerStep: examplesPerStep(run.config.hyperparameters),
    elapsed: feed.elapsed,
  };
  const x = toAxis(series.steps, axis, facts);
  if (x === null) return null;
  return { key: `${String(run.id)}/${metric.name}`, help: metric.help, x, y: series.values, ...look };
}

/** The lines of one chart of one run: a colour and a dash for each metric. */
export function groupLines(run: Run, feed: RunFeed, group: ChartGroup, axis: Axis): ChartLine[] {
  return group.lines.flatMap(({ metric, index }) => {
    const look = { label: metric.label, color: runStroke(index), dash: runColor(index).dash };
    return runLine(run, feed, metric, axis, look) ?? [];
  });
}
