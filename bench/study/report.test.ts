import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { EXPERIMENTS } from './plan';
import { bestLook, studyMarkdown, goalResultOf, type StudyResults, type Trial } from './report';

/** A GAN that covered all ten classes during training, best at step 40, and had lost three of them by its end. */
const collapsed = (seed: number): Trial => ({
  seed,
  outcome: 'completed',
  step: 100,
  measures: { classes_covered: 7, recognised: 0.5 },
  looks: [
    { step: 20, measures: { classes_covered: 10, recognised: 0.6 } },
    { step: 40, measures: { classes_covered: 10, recognised: 0.7 } },
    { step: 60, measures: { classes_covered: 9, recognised: 0.9 } },
    { step: 100, measures: { classes_covered: 7, recognised: 0.5 } },
  ],
});
const goal = {
  measure: 'classes_covered',
  text: 'classes covered, of 10',
  bound: () => 10,
  met: (value: number, bound: number) => value >= bound,
};
const trials = [collapsed(1), collapsed(2), collapsed(3)];
const row = {
  title: 'Vanilla GAN',
  date: '2026-01-02',
  dataset: 'digits',
  budget: { unit: 'steps', count: 100 },
  trials,
  goalResults: [goalResultOf(goal, trials, {})],
} as const;
const results = (experiments: StudyResults['experiments']): StudyResults => ({
  machine: 'one core',
  tfjs: '4',
  datasets: {
    digits: { name: 'Digits', train: 60_000, test: 10_000 },
    mnist: { name: 'MNIST', train: 6, test: 1 },
  },
  experiments,
});
const lineOf = (text: string, start: string) => text.split('\n').find((line) => line.startsWith(start)) ?? '';

it('scores a row at its end, whatever it covered during training', () => {
  expect(goalResultOf(goal, trials, {}).reached).toBe(0);
  const line = lineOf(studyMarkdown(results({ gan: row }), ['gan']), '| Vanilla GAN');
  expect(line).toContain('classes covered 7 ± 0; recognised 0.5 ± 0');
  expect(line).toContain('| 10 at 40; 10 at 40; 10 at 40 |');
  expect(line).toContain('**0 of 3**: classes covered, of 10 (10)');
});

it('shows data, length, seeds and date in every row, and the method of measurement', () => {
  const text = studyMarkdown(results({ 'gan@mnist': { ...row, dataset: 'mnist' }, gan: row }), ['gan']);
  expect(lineOf(text, '| Vanilla GAN | `gan` ')).toContain('| Digits | 100 steps | 3 |');
  expect(lineOf(text, '| Vanilla GAN | `gan` ')).toMatch(/\| 2026-01-02 \|$/);
  expect(lineOf(text, '| Vanilla GAN | `gan@mnist` ')).toContain('| MNIST |');
  expect(text.indexOf('`gan`')).toBeLessThan(text.indexOf('`gan@mnist`'));
  expect(text).toContain('npm run study -- --only ROW');
  expect(text).toContain('Digits 60,000 + 10,000');
});

it('does not report a trial as a result if it was stopped because of its coverage', () => {
  const stopped = [{ ...collapsed(1), step: 20, measures: { classes_covered: 10, recognised: 0.6 } }];
  const text = studyMarkdown(results({ gan: { ...row, until: {}, trials: stopped } }), ['gan']);
  const line = lineOf(text, '| Vanilla GAN');
  expect(line).not.toMatch(/covered|10 /);
  expect(text.indexOf('stopped at the first look')).toBeLessThan(text.indexOf(line));
  expect(text.indexOf('stopped at the first look')).toBeGreaterThan(0);
});

it('counts a trial that did not reach its end against the row', () => {
  const failed = [...trials, { seed: 4, outcome: 'diverged', step: 3, measures: {}, looks: [] }];
  const line = lineOf(studyMarkdown(results({ gan: { ...row, trials: failed } }), ['gan']), '| Vanilla GAN');
  expect(line).toContain('1 did not reach the end');
  expect(line).toContain('**0 of 4**');
});

it('ranks looks by coverage, then by quality', () => {
  expect(bestLook(collapsed(1))?.step).toBe(40);
  expect(bestLook({ looks: [] })).toBeNull();
  const points = [
    { step: 1, measures: { modes_covered: 8, high_quality: 0.4 } },
    { step: 2, measures: { modes_covered: 7, high_quality: 0.9 } },
  ];
  expect(bestLook({ looks: points })?.step).toBe(1);
});

it('matches the stored results', async () => {
  const measured = JSON.parse(
    readFileSync(join(import.meta.dirname, 'results.json'), 'utf8'),
  ) as StudyResults;
  const ids = EXPERIMENTS.map(({ id }) => id);
  await expect(studyMarkdown(measured, ids)).toMatchFileSnapshot(join(import.meta.dirname, 'results.md'));
});
