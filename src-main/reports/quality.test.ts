import { expect, it } from 'vitest';
import type { Quality, QualityMetricInfo } from '../contract/quality';
import { columnsOf } from './columns';
import { fakeRun } from '../testing/fake-runs';
import { quality } from './quality';

const METRICS: QualityMetricInfo[] = [
  {
    id: 'coverage',
    name: 'Coverage <of> items',
    unit: null,
    better: 'higher',
    panel: 'default',
    help: 'How much "is" covered.',
    source: 'Somebody 2020',
  },
  {
    id: 'bound',
    name: 'Bound',
    unit: 'nats',
    better: 'lower',
    panel: 'likelihood',
    help: 'Of the likelihood.',
    source: 'Somebody 2021',
  },
];

const measured = (value: number, changes: Partial<Quality> = {}): Quality => ({
  id: 1,
  runId: 1,
  step: 3000,
  samples: 1000,
  seed: 1,
  effort: 'full',
  encoder: { kind: 'classifier', hash: 'aaaaaaaaaaaa', dimensions: 128, score: 0.98, scoredOn: 1000 },
  metrics: {
    coverage: {
      value,
      interval: { low: value - 0.1, high: value + 0.1 },
      floor: { mean: 0.97, standardDeviation: 0.008 },
    },
  },
  histogram: null,
  createdAt: 0,
  ...changes,
});

function pageOf(...evaluations: (readonly Quality[])[]): string {
  const runs = evaluations.map((qualities, i) => ({
    ...fakeRun({ id: i + 1, shape: 'vae' as const, name: `run ${String(i + 1)}`, steps: 3000, pictures: 0 }),
    qualities,
    closestPng: (id: number) => Uint8Array.of(id),
  }));
  const columns = columnsOf({ runs });
  return [...quality(columns, METRICS)].map(({ markup }) => markup).join('');
}
function textOf(...qualities: (Quality | null)[]): string {
  return pageOf(...qualities.map((one) => (one === null ? [] : [one])))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

it('shows values side by side with their floor, the best if intervals are disjoint, and what they are based on', () => {
  const text = textOf(measured(0.5), measured(0.8));
  expect(text).toMatch(
    /Coverage &lt;of&gt; items 0\.5000 \(0\.4000 to 0\.6000\) 0\.8000 \(0\.7000 to 0\.9000\) best 0\.9700 ± 0\.0080/,
  );
  expect(text).toMatch(/run 2: 1.000 samples of step 3.000 \(seed 1\)/);
});

it('marks no best value, and says why, if values cannot be compared', () => {
  const text = textOf(measured(0.5), measured(0.8, { samples: 500 }));
  expect(text).toContain('different numbers of samples');
  expect(text).not.toMatch(/\bbest\b/);
  expect(text).toContain('0.8000 (0.7000 to 0.9000) –');
});

it('has an empty column for a run without an evaluation, and no section without any evaluation', () => {
  expect(textOf(measured(0.5), null)).toContain('0.5000 (0.4000 to 0.6000) – 0.9700');
  expect(textOf(null, null)).toBe('');
});

it('has the likelihood in a table without columns of models that have none', () => {
  const bound = { value: 99, interval: null, floor: null };
  const { metrics } = measured(0.8);
  const page = pageOf([measured(0.5)], [measured(0.8, { metrics: { ...metrics, bound } })]);
  const heads = [...page.matchAll(/<thead>[\s\S]*?<\/thead>/g)].map(([head]) =>
    head
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  expect(heads).toEqual(['What to look at first run 1 #1 run 2 #2 Floor', 'Likelihood run 2 #2']);
});

it('draws each metric over steps if several were evaluated, with intervals and the floor', () => {
  expect(pageOf([measured(0.5)])).not.toContain('<svg viewBox');
  const page = pageOf([measured(0.5, { id: 1, step: 1500 }), measured(0.7, { id: 2 })]);
  expect(page.match(/<figure class="chart">/g)).toHaveLength(1);
  expect(page.match(/<path class="interval" d="M302\.0 [\d.]+L302\.0 [\d.]+"\/>/g)).toHaveLength(1);
  expect(page.match(/<path class="interval"/g)).toHaveLength(2);
  expect(page).toContain('samples from 0.5000 to 0.7000; floor from 0.9700 to 0.9700.');
});

it('shows the closest pairs with their distances and that of the floor', () => {
  const sheet = { columns: 2, rows: 2, tileWidth: 4, tileHeight: 4 };
  const distances = [
    { distance: 2, ratio: 0.5 },
    { distance: 3.25, ratio: null },
  ];
  const page = pageOf([measured(0.5, { id: 7, closest: { sheet, distances, floorDistance: 4.5 } })]);
  expect(page).toContain('<figure class="closest of-2">');
  expect(page).toContain('src="data:image/png;base64,Bw=="');
  expect(page).toMatch(/<li>2 \(0\.50\)<\/li>\s*<li>3\.250<\/li>/);
  expect(page).toContain('lie 4.500 from them on average (floor)');
  expect(pageOf([measured(0.5)])).not.toContain('class="closest');
});
