import { expect, it } from 'vitest';
import { openStore } from '../store/open';
import { storeFixture } from '../testing/store-fixture';
import { earlierMeasurements } from './earlier-measurements';

const { keep, newRun, folder } = storeFixture();
const LOSS = { id: 'loss', label: 'Loss', better: 'lower', ofSamples: false } as const;
const steps = Array.from({ length: 1200 }, (_, i) => i + 1);

/** A stored run whose loss is 5, but 3 from step 401 to step 800. */
function recorded() {
  const store = keep(openStore(folder()));
  const id = newRun(store);
  const values = steps.map((step) => (step > 400 && step <= 800 ? 3 : 5));
  store.metrics.append(id, [{ name: 'loss', steps, values }]);
  const run = { ...store.runs.get(id)!, stepsPerEpoch: 400 };
  return { store, run };
}

it('measures a metric of single batches by its means over windows, up to the step of the run', () => {
  const { store, run } = recorded();
  const measured = (step: number) => [...earlierMeasurements(store, { ...run, step }, LOSS)].flat();
  expect(measured(1200)).toContainEqual({ step: 800, value: 3 });
  expect(Math.min(...measured(1200).map(({ value }) => value))).toBe(3);
  expect(measured(1200).filter(({ value }) => value === 3)).toHaveLength(1);
  expect(measured(600).at(-1)).toEqual({ step: 600, value: 4 });
  expect(measured(0)).toEqual([]);
  expect([...earlierMeasurements(store, { ...run, step: 1200, stepsPerEpoch: null }, LOSS)]).toEqual([]);
});

it('takes every value of an evaluated metric', () => {
  const { store, run } = recorded();
  const metrics = { loss: { mean: 5, standardError: null } };
  const evaluations = [{ split: 'validation' as const, step: 3, count: 9, of: 9, metrics }];
  const found = [...earlierMeasurements(store, { ...run, step: 3, evaluations }, LOSS)].flat();
  expect(found).toEqual([1, 2, 3].map((step) => ({ step, value: 5 })));
});

it('takes the values of evaluated samples in order of steps, with none after the step of the run', () => {
  const { store, run } = recorded();
  for (const step of [40, 20, 60])
    store.qualities.append({
      runId: run.id,
      step,
      samples: 100,
      seed: 1,
      effort: 'full',
      encoder: null,
      histogram: null,
      metrics: { wasserstein: { value: step, interval: null, floor: null } },
      createdAt: step,
    });
  const metric = { ...LOSS, id: 'wasserstein', ofSamples: true };
  expect([...earlierMeasurements(store, { ...run, step: 40 }, metric)].flat()).toEqual([
    { step: 20, value: 20 },
    { step: 40, value: 40 },
  ]);
});
