import { describe, expect, it } from 'vitest';
import type { Quality, QualityMetricInfo } from '../contract/quality';
import type { QualityValue } from '../contract/quality-value';
import { QUALITY_METRICS } from '../evaluation/registry';
import { basisText, summarize, type SummaryRun } from './summary';

const ENCODER = { kind: 'classifier', hash: 'aaaa', dimensions: 128, score: 0.98, scoredOn: 1000 } as const;

/** A value with an interval of ± 0.05 and a floor. */
const about = (value: number, changes: Partial<QualityValue> = {}): QualityValue => ({
  value,
  interval: { low: value - 0.05, high: value + 0.05 },
  floor: { mean: 0.9, standardDeviation: 0.01 },
  ...changes,
});

const quality = (metrics: Record<string, QualityValue>, changes: Partial<Quality> = {}): Quality => ({
  id: 1,
  runId: 1,
  step: 1000,
  samples: 2048,
  seed: 1,
  effort: 'full',
  encoder: ENCODER,
  metrics,
  histogram: null,
  createdAt: 0,
  ...changes,
});

const run = (name: string, evaluations: Quality[], changes: Partial<SummaryRun> = {}): SummaryRun => ({
  name,
  dataset: 'digits',
  evaluations,
  step: Infinity,
  trainingMsAt: () => null,
  parameters: null,
  checkpointBytes: null,
  ...changes,
});

const rated = (name: string, density: number, coverage: number, changes: Partial<Quality> = {}) =>
  run(name, [quality({ clipped_density: about(density), clipped_coverage: about(coverage) }, changes)]);

/** Replaces the narrow spaces between thousands by plain ones. */
const plain = (text: string) => text.replaceAll('\u202f', ' ');
const summaryOf = (...runs: SummaryRun[]) => summarize(QUALITY_METRICS, runs);
const sentencesOf = (...runs: SummaryRun[]) => summaryOf(...runs).sentences;
const columnOf = (key: string, ...runs: SummaryRun[]) =>
  summaryOf(...runs)
    .groups.flatMap(({ columns }) => columns)
    .find((column) => column.key === key);

describe('the sentence', () => {
  it('says which run leads in what and by how much if intervals are disjoint', () => {
    expect(sentencesOf(rated('gan', 0.8, 0.4), rated('vae', 0.5, 0.7))).toEqual([
      'gan leads in fidelity (clipped density 0.8000 against 0.5000); vae leads in diversity (clipped coverage 0.7000 against 0.4000).',
    ]);
  });

  it('names no leader if intervals overlap or touch', () => {
    expect(sentencesOf(rated('gan', 0.8, 0.4), rated('vae', 0.75, 0.4))).toEqual([
      'No run leads in fidelity and diversity, where their 95 % intervals overlap.',
    ]);
    expect(sentencesOf(rated('gan', 0.625, 0.4), rated('vae', 0.5, 0.4))).toEqual([
      'gan leads in fidelity (clipped density 0.6250 against 0.5000); no run leads in diversity, where the 95 % intervals overlap.',
    ]);
  });

  it('names a run once for everything that it leads in', () => {
    expect(sentencesOf(rated('gan', 0.2, 0.1), rated('vae', 0.5, 0.7))).toEqual([
      'vae leads in fidelity (clipped density 0.5000 against 0.2000) and diversity (clipped coverage 0.7000 against 0.1000).',
    ]);
  });

  it('treats a lower distance as better', () => {
    const distance = (name: string, value: number) => run(name, [quality({ kernel_distance: about(value) })]);
    expect(sentencesOf(distance('gan', 0.9), distance('vae', 0.2))).toEqual([
      'vae leads in both at once (kernel distance 0.2000 against 0.9000).',
    ]);
  });

  it('compares the best of three or more runs with the next, and names no leader of a shared first place', () => {
    const three = [rated('a', 0.2, 0.5), rated('b', 0.9, 0.5), rated('c', 0.6, 0.1)];
    expect(sentencesOf(...three)).toEqual([
      'b leads in fidelity (clipped density 0.9000 against 0.6000 of c, the next); no run leads in diversity, where the 95 % intervals overlap.',
    ]);
    expect(columnOf('clipped_density', ...three)?.cells.map((cell) => cell?.isBest)).toEqual([
      false,
      true,
      false,
    ]);
    expect(columnOf('clipped_coverage', ...three)?.cells.map((cell) => cell?.isBest)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('names each leader if metrics of one aspect disagree', () => {
    const metrics: QualityMetricInfo[] = ['one', 'two'].map((id) => ({
      id,
      name: id,
      unit: null,
      better: 'higher',
      panel: 'default',
      aspect: 'diversity',
      help: '',
      source: '',
    }));
    const runs = [
      run('a', [quality({ one: about(0.9), two: about(0.1) })]),
      run('b', [quality({ one: about(0.2), two: about(0.6) })]),
    ];
    expect(summarize(metrics, runs).sentences).toEqual([
      'a leads in diversity by one metric (one 0.9000 against 0.2000); b leads in diversity by one metric (two 0.6000 against 0.1000).',
    ]);
  });

  it('does not rank values without intervals, such as counts', () => {
    const count = (value: number) => quality({ classes_covered: about(value, { interval: null }) });
    const [gan, vae] = [run('gan', [count(3)]), run('vae', [count(10)])];
    expect(sentencesOf(gan, vae)).toEqual([]);
    expect(columnOf('classes_covered', gan, vae)?.cells).toMatchObject([
      { text: '3', note: null, isBest: false },
      { text: '10', isBest: false },
    ]);
  });

  it('warns about copies if the whole interval lies above the floor', () => {
    const copies = (name: string, value: number) =>
      run(name, [quality({ copies: about(value, { floor: { mean: 0.5, standardDeviation: 0.01 } }) })]);
    expect(sentencesOf(copies('gan', 0.56), copies('vae', 0.6))).toEqual([
      'vae may copy training items: its copying hint is 0.6000, the floor 0.5000.',
    ]);
  });

  it('asks for evaluations if there are none, and names the runs without one', () => {
    expect(sentencesOf(run('gan', []), run('vae', []))).toEqual([
      'No run has been evaluated at this step: evaluate their samples to compare them.',
    ]);
    expect(sentencesOf(rated('gan', 0.8, 0.4), run('vae', []))).toEqual([
      'Only gan has values, and nothing to compare them with.',
      'Not evaluated: vae.',
    ]);
    const many = Array.from({ length: 5 }, (_, i) => run(`vae ${String(i)}`, []));
    expect(sentencesOf(rated('gan', 0.8, 0.4), ...many)[1]).toBe('Not evaluated: 5 runs.');
    expect(sentencesOf(rated('gan', 0.8, 0.4), run('vae', []), rated('wgan', 0.5, 0.4))[1]).toBe(
      'Not evaluated: vae.',
    );
  });
});

describe('the compared evaluations', () => {
  it('have one encoder, one number of samples and one dataset', () => {
    const gan = rated('gan', 0.8, 0.4);
    for (const other of [
      rated('vae', 0.1, 0.1, { encoder: { ...ENCODER, hash: 'bbbb' } }),
      rated('vae', 0.1, 0.1, { samples: 500 }),
      { ...rated('vae', 0.1, 0.1), dataset: 'letters' },
    ]) {
      const { sentences, bases } = summaryOf(gan, other);
      expect(columnOf('clipped_density', gan, other)?.cells.filter((cell) => cell !== null)).toHaveLength(1);
      expect(bases.map(({ kind }) => kind).sort()).toEqual(['evaluated', 'other']);
      expect(sentences[1]).toMatch(/^Not compared, because of another dataset, encoder or number of samples/);
      expect(sentences.join()).not.toContain('leads');
    }
  });

  it('are of the kind that most runs have, even if one run has newer values of another kind', () => {
    const shared = { clipped_density: about(0.5) };
    const gan = run('gan', [
      quality(shared, { step: 1000 }),
      quality({ clipped_density: about(0.9) }, { id: 2, step: 2000, samples: 10_000 }),
    ]);
    const vae = run('vae', [quality(shared, { step: 1500 })]);
    expect(summaryOf(gan, vae).bases.map((basis) => plain(basisText(basis)))).toEqual([
      'step 1 000, n = 2 048',
      'step 1 500, n = 2 048',
    ]);
  });

  it('are the newest ones at or before the selected step', () => {
    const [early, late] = [0.2, 0.8].map((value, i) =>
      quality({ clipped_density: about(value) }, { id: i + 1, step: 1000 * (i + 1) }),
    );
    const at = (step: number) => summaryOf(run('gan', [early!, late!], { step }), run('vae', [], { step }));
    expect(at(2000).bases.map((basis) => plain(basisText(basis)))).toEqual([
      'step 2 000, n = 2 048',
      'not evaluated',
    ]);
    expect(at(1999).bases.map((basis) => plain(basisText(basis)))).toEqual([
      'step 1 000, n = 2 048',
      'not evaluated',
    ]);
    expect(at(999).bases.map((basis) => plain(basisText(basis)))).toEqual(['not evaluated', 'not evaluated']);
    const again = quality({ clipped_density: about(0.3) }, { id: 9, step: 1000 });
    expect(columnOf('clipped_density', run('gan', [again, early!]))?.cells[0]?.value).toBe(0.3);
  });

  it('have no likelihood, which a GAN does not have', () => {
    expect(
      QUALITY_METRICS.filter(({ aspect }) => aspect !== undefined).map(({ panel }) => panel),
    ).not.toContain('likelihood');
    const vae = run('vae', [quality({ negative_elbo: about(90), clipped_density: about(0.5) })]);
    expect(columnOf('negative_elbo', vae, rated('gan', 0.5, 0.5))).toBeUndefined();
  });

  it('have metrics of points for points', () => {
    const points = (name: string, wasserstein: number) =>
      run(name, [
        quality(
          {
            high_quality: about(0.9),
            modes_covered: about(8, { interval: null }),
            wasserstein: about(wasserstein),
          },
          { encoder: null },
        ),
      ]);
    const runs = [points('a', 0.9), points('b', 0.1)];
    expect(
      summaryOf(...runs).groups.map(({ title, columns }) => [title, columns.map(({ key }) => key)]),
    ).toEqual([
      ['Fidelity', ['high_quality']],
      ['Diversity', ['modes_covered']],
      ['Both at once', ['wasserstein']],
    ]);
    expect(sentencesOf(...runs)).toEqual([
      'b leads in both at once (Wasserstein distance 0.1000 against 0.9000); no run leads in fidelity, where the 95 % intervals overlap.',
    ]);
  });
});

it('has the cost of each run up to the selected step, and marks none as best', () => {
  const trainingMsAt = (step: number) => step * 10;
  const sampling = {
    msPer1000: 12.345,
    backend: 'tensorflow',
    device: 'CPU',
    processor: 'x',
    threads: 8,
  } as const;
  const evaluated = run('gan', [quality({ clipped_density: about(0.5) }, { sampling })], {
    trainingMsAt,
    parameters: 1_500_000,
    checkpointBytes: 18_300_000,
  });
  const { groups } = summaryOf(evaluated, run('vae', [], { step: 3000, trainingMsAt }));
  const cost = groups.find(({ title }) => title === 'Cost');
  expect(
    cost?.columns.map(({ key, cells }) => [key, ...cells.map((cell) => cell && plain(cell.text))]),
  ).toEqual([
    ['training', '10 s', '30 s'],
    ['sampling', '12.35 ms', null],
    ['parameters', '1 500 000', null],
    ['checkpoint', '18.3 MB', null],
  ]);
  expect(cost?.columns.find(({ key }) => key === 'sampling')?.cells[0]?.note).toBe('CPU, 8 threads');
  expect(cost?.columns.flatMap(({ cells }) => cells).some((cell) => cell?.isBest)).toBe(false);
});
