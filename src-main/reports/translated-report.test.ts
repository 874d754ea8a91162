import { expect, it } from 'vitest';
import { inLocale, type Locale } from '../contract/locale';
import { modelById } from '../models/registry';
import { translatedModel } from '../presentation/translated';
import { fakeRun } from '../testing/fake-runs';
import { renderReport } from './html-report';

const RUNS = [
  fakeRun({ id: 1, shape: 'gan', name: 'gan-mlp', color: 0, steps: 3000, pictures: 4 }),
  fakeRun({ id: 2, shape: 'vae', name: 'vae-mlp', color: 1, steps: 2000, pictures: 4 }),
].map((entry, i) => ({
  ...entry,
  notes: '**결과**',
  model: modelById(i === 0 ? 'gan-mlp' : 'vae-mlp').info,
}));

/** Texts of a report's elements and attributes, without those of its style sheet and its script. */
function textsOf(locale: Locale, runs: typeof RUNS): string[] {
  const page = [
    ...inLocale(locale, () =>
      renderReport({
        title: '비교',
        createdAt: 0,
        version: '1',
        qualityMetrics: [],
        missing: [7],
        runs: runs.map((entry) => ({ ...entry, model: translatedModel(entry.model) })),
      }),
    ),
  ].join('');
  expect(page).toContain(`<html lang="${locale}">`);
  const body = page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '').replace(/<head>[\s\S]*?<\/head>/, '');
  const attributes = [...body.matchAll(/ (?:aria-label|title|alt|data-label)="([^"]*)"/g)].map(
    ([, text]) => text ?? '',
  );
  return [...attributes, ...body.replace(/<[^>]*>/g, '\n').split('\n')]
    .map((text) => text.trim())
    .filter((text) => /[a-z]{3}/.test(text));
}

it.each([
  ['of several runs', RUNS],
  ['of one run', RUNS.slice(0, 1)],
])('has no English sentence in a Korean report %s', (_name, runs) => {
  const english = new Set(textsOf('en', runs));
  expect(english.size).toBeGreaterThan(80);
  const kept = textsOf('ko', runs).filter((text) => english.has(text));
  // What is the same in both: names of runs and networks, formulas, commands, papers.
  const sentences = kept.filter((text) => /[a-z]{3,} [a-z]{2,} [a-z]{2,}/.test(text));
  expect(sentences.filter((text) => !/^npm start|Goodfellow|Kingma|TensorFlow|SHA-256/.test(text))).toEqual(
    [],
  );
  const headings = /^(Runs?|Model|Summary|Curves|Final metrics|Configuration|Networks|Provenance|Reproduce)$/;
  expect(kept.filter((text) => headings.test(text))).toEqual([]);
});
