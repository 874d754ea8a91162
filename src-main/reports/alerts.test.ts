import { expect, it } from 'vitest';
import { AlertSchema, type Alert } from '../contract/alert';
import { fakeRun } from '../testing/fake-runs';
import { renderReport } from './html-report';

/** An alert recorded by an earlier version, with text that must be escaped. */
const collapse = AlertSchema.parse({
  kind: 'collapse',
  step: 1500,
  evidence: 'Samples cover 2 of <10> classes.',
});

function pageOf(...alerts: (readonly Alert[])[]): string {
  const runs = alerts.map((own, i) => {
    const id = i + 1;
    const fake = fakeRun({ id, shape: 'gan', name: `run ${String(id)}`, steps: 3000, pictures: 0 });
    return { ...fake, run: { ...fake.run, alerts: [...own] } };
  });
  return [...renderReport({ title: '', createdAt: 0, version: '', qualityMetrics: [], runs })].join('');
}
const textOf = (page: string) => page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

it('shows the alerts of a run with their remedies, and marks them in its charts', () => {
  const page = pageOf([collapse]);
  expect(textOf(page)).toMatch(
    /Signs of failures Mode collapse, seen at step 1.500 Samples cover 2 of &lt;10&gt; classes\. \w/,
  );
  const charts = page.match(/<figure class="chart">/g) ?? [];
  const marks = page.match(/<g class="mark warning"><path class="line" d="M\d+\.\d -5V234"\/>/g) ?? [];
  expect(marks).toHaveLength(charts.length);
  // The labels are above the plot, which begins at 10.
  expect(page.match(/<svg viewBox="0 -15 560 283" role="img"/g)).toHaveLength(charts.length);
  // Halfway between the first step and the last.
  expect(marks[0]).toContain('M302.0 ');
  expect(page).toMatch(/Mode collapse at step 1.500\."/);
});

it('names the run of each alert if there are several runs', () => {
  const text = textOf(pageOf([], [collapse]));
  expect(text).toMatch(/seen at step 1.500 · run 2 #2/);
  expect(text).toContain('#2 Mode collapse');
});

it('has no section without alerts', () => {
  expect(pageOf([])).not.toMatch(/<h2>Signs of failures|class="mark /);
});
