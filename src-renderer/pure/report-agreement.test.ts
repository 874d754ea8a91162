/** Window and report show the same runs in the same charts, in the same order, with the same ranges and texts. */
import { t } from '../../src-main/contract/texts';
import { expect, test } from 'vitest';
import { chartGroups } from '../../src-main/presentation/chart-groups';
import { figureHelp } from '../../src-main/presentation/figures';
import { settingsTable } from '../../src-main/presentation/settings';
import { ticks, tickText } from '../../src-main/presentation/ticks';
import { beyondText, valueRange, withRoom } from '../../src-main/presentation/value-range';
import { VAE } from '../../src-main/testing/fake-models';
import { fakeRun } from '../../src-main/testing/fake-runs';
import { summaryOf } from '../../src-main/testing/fake-series';
import { renderReport } from '../../src-main/reports/html-report';
import type { ReportRun } from '../../src-main/reports/report-input';
import { formatTick, type ChartLine } from './chart-line';
import { axisEnds, rangeWithoutOutliers, valuesBeyond } from './chart-range';

const STEPS = Array.from({ length: 3000 }, (_, i) => i + 1);
/** By run and metric: a visible peak, a rise from far below, a few outliers. */
const VALUES: Readonly<Record<string, readonly number[]>> = {
  g_loss: STEPS.map((step) => 5 + 6 * Math.exp(-(((step - 1000) / 40) ** 2)) + Math.sin(step)),
  d_loss: STEPS.map((step) => (step < 4 ? 90 : 0.3 + 0.1 * Math.sin(step * 3))),
  loss: STEPS.map((step) => 140 + 400 * Math.exp(-step / 8) + 3 * Math.sin(step)),
  kl_divergence: STEPS.map((step) => 6 * (1 - Math.exp(-step / 500))),
  undescribed: STEPS.map((step) => step / 7),
};

function runOf(id: number, shape: 'gan' | 'vae', names: readonly string[]): ReportRun {
  const run = fakeRun({ id, name: `run ${String(id)}`, shape, steps: 3000, pictures: 1 });
  return { ...run, metrics: names.map((name) => summaryOf(name, STEPS, VALUES[name] ?? [])) };
}
const gan = runOf(1, 'gan', ['g_loss', 'd_loss', 'undescribed']);
const vae = runOf(2, 'vae', ['loss', 'kl_divergence']);
const twin = runOf(3, 'vae', ['loss', 'kl_divergence']);

const text = (runs: readonly ReportRun[]) =>
  [...renderReport({ title: 'Report', version: '1', createdAt: 0, qualityMetrics: [], runs })].join('');
const windowGroups = (runs: readonly ReportRun[]) =>
  chartGroups(
    runs.map(({ run, model, metrics }) => ({ run, model, measured: metrics.map(({ name }) => name) })),
  );
const lineOf = (name: string): ChartLine => ({
  key: name,
  owner: name,
  label: name,
  color: '#000',
  dash: [],
  x: Float64Array.from(STEPS),
  y: Float64Array.from(VALUES[name] ?? []),
});

/** The charts of a report: title, axis labels, and the note on values beyond the range. */
function reportCharts(html: string) {
  return [...html.matchAll(/<figure class="chart">([\s\S]*?)<\/figure>/g)].map(([, chart = '']) => ({
    title: /<h3>([^<]*)/.exec(chart)?.[1]?.trim(),
    labels: [...chart.matchAll(/text-anchor="end"\s*>([^<]*)</g)].map(([, label]) => label),
    note: /<p class="note">([^<]*)</.exec(chart)?.[1],
  }));
}

test.each([
  ['one GAN', [gan]],
  ['a GAN and a VAE', [gan, vae]],
  ['two VAEs and a GAN', [vae, gan, twin]],
])('%s: charts, their order, titles, ranges and notes', (_, runs) => {
  const charts = reportCharts(text(runs));
  expect(charts.map(({ title }) => title)).toEqual(windowGroups(runs).map(({ title }) => title));
  for (const [i, group] of windowGroups(runs).entries()) {
    const lines = group.lines.map(({ metric }) => lineOf(metric.name));
    const range = rangeWithoutOutliers(lines, false);
    const cut = valuesBeyond(lines, range, false);
    expect(charts[i]?.note).toBe(cut === null ? undefined : beyondText(cut));
    const whole = valueRange(
      lines.map(({ y }) => ({ lowest: Math.min(...y), highest: Math.max(...y), sample: y })),
    );
    const shown = whole && withRoom(whole);
    const labels = ticks(shown?.low ?? NaN, shown?.high ?? NaN, 6).map(tickText);
    expect(charts[i]?.labels.slice(0, labels.length)).toEqual(labels);
    if (range !== null) expect(axisEnds(range, false)).toEqual({ min: shown?.low, max: shown?.high });
  }
});

test('the peak of a GAN is shown whole; the first steps of a VAE are cut off, with a note', () => {
  expect(rangeWithoutOutliers([lineOf('g_loss')], false)).toBeNull();
  const loss = lineOf('loss');
  const cut = valuesBeyond([loss], rangeWithoutOutliers([loss], false), false);
  expect(cut?.furthest).toBe(Math.max(...loss.y));
});

test('labels of axes, settings and figures', () => {
  const html = text([gan, vae]);
  expect(formatTick('value', 1_500_000)).toBe(tickText(1_500_000));
  for (const { label, values } of settingsTable([gan, vae])) {
    expect(html).toContain(label);
    for (const value of values) if (value !== null) expect(html).toContain(value);
  }
  for (const { figure } of vae.figures) {
    expect(html).toContain(t.figures.titles[figure.kind]);
    expect(html).toContain(figureHelp(figure.kind, VAE, vae.run.config));
  }
});
