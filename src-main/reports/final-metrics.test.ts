import { describe, expect, it } from 'vitest';
import { compareValues, estimateText } from '../presentation/comparison';
import { columnsOf } from './columns';
import { bestText, finalMetrics } from './final-metrics';
import { fakeRun } from '../testing/fake-runs';
import { summaryOf } from '../testing/fake-series';
import type { ReportRun } from './report-input';

const columns = (...runs: ReportRun[]) => columnsOf({ runs });
/** Returns the cells of each labelled row as text, with the best value in brackets. */
function table(...runs: ReportRun[]): Map<string, string[]> {
  const { markup } = finalMetrics(columns(...runs));
  const rows = [...markup.matchAll(/<th scope="row">([\s\S]*?)<\/th>([\s\S]*?)<\/tr>/g)];
  const text = (html: string) =>
    html
      .replace(/<small>[\s\S]*?<\/small>/g, '')
      .replace(/<b>([\s\S]*?)<\/b>/g, '[$1]')
      .replace(/<[^>]*>/g, '')
      .replace(/\s+/g, ' ')
      .replace(/\[ | \]/g, (bracket) => bracket.trim())
      .trim();
  return new Map(
    rows.map(([, label = '', cells = '']) => [
      text(label),
      cells
        .split('<td')
        .slice(1)
        .map((cell) => text(`<td${cell}`)),
    ]),
  );
}
const vae = (id: number) =>
  fakeRun({ id, shape: 'vae', name: `vae ${String(id)}`, steps: 4690, pictures: 0 });

describe('final metrics', () => {
  it('are the same as in the window, with the same winner and the same texts', () => {
    const runs = [vae(1), vae(3), fakeRun({ id: 2, shape: 'gan', name: 'gan', steps: 3000, pictures: 0 })];
    const found = table(...runs);
    const rows = compareValues(runs);
    expect(rows.some(({ winner }) => winner !== null)).toBe(true);
    for (const { metric, estimates, winner } of rows) {
      const texts = estimates.map((estimate, i) => {
        if (estimate === null) return '–';
        const text = estimateText(estimate).replace(/\s+/g, ' ');
        return i === winner ? `[${text}] best` : text;
      });
      const unit = metric.unit === undefined ? '' : ` ${metric.unit}`;
      expect([metric.label, found.get(`${metric.label}${unit}`)]).toEqual([metric.label, texts]);
    }
  });

  it('say over what they are averaged', () => {
    const found = table(vae(1), fakeRun({ id: 2, shape: 'gan', name: 'gan', steps: 3000, pictures: 0 }));
    expect(found.get('Training: means over')).toEqual(['steps 3 753–4 690', 'steps 2 053–2 990']);
    expect(found.get('Validation: means over')).toEqual(['n = 6 000', '–']);
  });

  it('have no best value for runs on two datasets', () => {
    const other = vae(1);
    const run = { ...other.run, datasetFingerprint: 'another' };
    expect(JSON.stringify([...table({ ...other, run }, vae(3))])).not.toContain('best');
    expect(finalMetrics(columns({ ...other, run }, vae(3))).markup).toContain('on different datasets');
  });

  it('do not rank a single run', () => {
    expect(JSON.stringify([...table(vae(1))])).not.toContain('best');
    expect(
      finalMetrics(columns({ ...vae(1), run: { ...vae(1).run, window: null, evaluations: [], latest: {} } }))
        .markup,
    ).toBe('');
  });
});

describe('the best value during training', () => {
  const { run } = vae(1);
  const at = (step: number) => ({ count: 12_000, of: 12_000, step });
  const evaluated = (name: string, step: number) => ({
    ...run,
    evaluations: [
      { split: 'validation' as const, ...at(step), metrics: { [name]: { mean: 0, standardError: 0.1 } } },
    ],
  });
  const best = (
    values: number[],
    steps: number[],
    better: 'lower' | 'higher' | 'neither',
    split?: 'validation',
    last = 999,
  ) =>
    bestText(
      { run: evaluated('m', last), metrics: [summaryOf('m', steps, values, 400)] },
      { name: 'm', better, ...(split && { split }) },
    );

  it('is the lowest or the highest evaluation, with its step and items', () => {
    const [values, steps] = [
      [0.3, 0.2, 0.4, 0.25],
      [10, 30, 20, 40],
    ];
    expect(best(values, steps, 'lower', 'validation')).toBe(
      'best 0.2000 at step 30, n = 5\u202f000 of 12\u202f000',
    );
    expect(best(values, steps, 'higher', 'validation', 20)).toBe('best 0.4000 at step 20, n = 12\u202f000');
    expect(best(values, steps, 'neither', 'validation')).toBeNull();
    expect(best([1], [1], 'lower', 'validation')).toBeNull();
  });

  it('is the mean over a window for a training metric, not the best batch', () => {
    const steps = Array.from({ length: 1200 }, (_, i) => i + 1);
    const values = steps.map((step) => (step === 50 ? -90 : step > 700 && step <= 1100 ? 2 : 3));
    expect(best(values, steps, 'lower')).toBe('best 2 ± 0, steps 701–1\u202f100');
    expect(best(values, steps, 'higher')).toBe('best 3 ± 0, steps 51–450');
    expect(best(values.slice(0, 300), steps.slice(0, 300), 'lower')).toBeNull();
  });
});
