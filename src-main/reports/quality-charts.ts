import { t } from '../contract/texts';
import type { QualityMetricInfo } from '../contract/quality';
import {
  chartedMetrics,
  qualityLine,
  qualitySteps,
  stepsFacts,
  type QualityLine,
  type QualitySteps,
} from '../presentation/quality-steps';
import { chart, type ChartLine } from './chart';
import { chartMarks } from './charts';
import type { Column } from './columns';
import { fragment, trusted, type Markup } from './markup';
import { detailFor, metricSummary } from './metric-summary';

/**
 * Renders charts of the default metrics over steps, with a line for each run; empty before two steps were evaluated.
 */
export function* qualityCharts(
  columns: readonly Column[],
  metrics: readonly QualityMetricInfo[],
): Generator<Markup, void, void> {
  const steps = qualitySteps(columns.map(({ qualities }) => qualities));
  const charted = chartedMetrics(metrics, steps);
  if (charted.length === 0) return;
  yield fragment`<h3 class="over-steps">${t.reports.overSteps}</h3>
    <p class="lede">${stepsFacts(steps)}</p>`;
  yield trusted('<div class="charts">');
  const lastStep = Math.max(...columns.map(({ run }) => run.step));
  const marks = chartMarks(columns);
  for (const { id, name, unit, help } of charted) {
    const lines = linesOf(columns, steps, id, lastStep);
    yield* chart({ title: name, unit, help, lines, marks, lastStep });
  }
  yield trusted('</div>');
}

function linesOf(
  columns: readonly Column[],
  { runs }: QualitySteps,
  id: string,
  lastStep: number,
): ChartLine[] {
  let floor: number | null = null;
  const lines = columns.flatMap(({ run, color, look }, index): ChartLine[] => {
    const line = qualityLine(runs[index] ?? [], id);
    if (line === null) return [];
    floor ??= line.floor;
    const { low, high } = line;
    const label = columns.length === 1 ? t.reports.samplesLine : run.name;
    return asLine(line, { label, color, dash: look.dash, interval: { low, high } });
  });
  if (floor === null) return lines;
  const ends = { steps: Float64Array.of(0, lastStep), values: Float64Array.of(floor, floor) };
  return [...lines, ...asLine(ends, { label: t.reports.floorLine, color: 'floor', dash: [2, 3] })];
}

function asLine(
  { steps, values }: Pick<QualityLine, 'steps' | 'values'>,
  look: Omit<ChartLine, 'source'>,
): ChartLine[] {
  const extent = { count: steps.length, firstStep: steps[0] ?? 0, lastStep: steps.at(-1) ?? 0 };
  const summary = metricSummary(look.label, extent, detailFor(1), null);
  summary.add([...steps], [...values]);
  const source = summary.end();
  return source === null ? [] : [{ ...look, source }];
}
