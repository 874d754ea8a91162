import { expect, it } from 'vitest';
import { AlertSchema, type Alert } from '../contract/alert';
import { fakeRun } from '../testing/fake-runs';
import { renderReport } from './html-report';

/** As an earlier version recorded it, with what markup would be. */
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

it('says which failures a run showed signs of, with the remedy, and marks them in its charts', () => {
  const page = pageOf([collapse]);
  expect(textOf(page)).toMatch(
    /Signs of failures Mode collapse , seen at step 1.500 Samples cover 2 of &lt;10&gt; classes\. \w/,
  );
  const charts = page.match(/<figure class="chart">/g) ?? [];
  const marks = page.match(/<g class="mark warning"><path class="line" d="M\d+\.\d -5V234"\/>/g) ?? [];
  expect(marks).toHaveLength(charts.length);
  // Their labels stand above the plot, which begins at 10.
  expect(page.match(/<svg viewBox="0 -15 560 283" role="img"/g)).toHaveLength(charts.length);
  // Half of the way from the first step to the last.
  expect(marks[0]).toContain('M302.0 ');
  expect(page).toMatch(/Mode collapse at step 1.500\."/);
});

it('names the run of each of several', () => {
  const text = textOf(pageOf([], [collapse]));
  expect(text).toMatch(/seen at step 1.500 of run 2 #2/);
  expect(text).toContain('#2 Mode collapse');
});

it('has no such part where there are none', () => {
  expect(pageOf([])).not.toMatch(/<h2>Signs of failures|class="mark /);
});
