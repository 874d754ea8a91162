import { expect, it, vi } from 'vitest';
import type { MeasuredQuality } from '../jobs/protocol';
import { NEW_RUN, workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();

const POSTERIOR: MeasuredQuality = {
  step: 40,
  samples: 100,
  seed: 1,
  effort: 'full',
  encoder: null,
  metrics: { posterior_divergence: { value: 1e-8, interval: null, floor: null } },
  histogram: null,
};

it('records an alert once with its run, and removes it if the run continues from an earlier step', async () => {
  const workbench = await fixture.open();
  const { run, trainer } = await fixture.started(workbench, { ...NEW_RUN, model: 'vae-mlp' });
  const { id } = run;
  trainer.ready();
  trainer.metrics(1, 20);
  trainer.checkpoint(20);
  trainer.metrics(21, 40);
  trainer.checkpoint(40);
  for (const index of [0, 1]) {
    const evaluation = workbench.qualities.evaluate(id, { samples: 100, seed: 1 });
    const job = await vi.waitFor(() => {
      const found = fixture.fake.trainers.filter(({ kind }) => kind === 'evaluate')[index];
      if (found === undefined) throw new Error('Nobody was asked to evaluate.');
      return found;
    });
    job.send({ type: 'measured', quality: POSTERIOR });
    await evaluation;
  }
  const [alert, ...others] = workbench.runs.get(id).alerts ?? [];
  expect(alert).toMatchObject({ kind: 'posterior-collapse', step: 40 });
  expect(others).toEqual([]);
  const texts = workbench.runs.logs(id).map(({ text }) => text);
  expect(texts.filter((text) => text.startsWith('Posterior collapse. '))).toHaveLength(1);
  trainer.metrics(41, 60);
  trainer.checkpoint(60);
  trainer.exit();
  expect(workbench.runs.get(id).alerts).toHaveLength(1);
  await workbench.runs.resume(id, 20);
  await vi.waitFor(() => {
    expect(workbench.runs.get(id)).toMatchObject({ state: 'running', alerts: [] });
  });
});

it('removes an alert if a later evaluation no longer shows it', async () => {
  const workbench = await fixture.open();
  const { run, trainer } = await fixture.started(workbench, { ...NEW_RUN, model: 'vae-mlp' });
  trainer.ready();
  trainer.metrics(1, 60);
  for (const [index, step, value] of [
    [0, 40, 1e-8],
    [1, 60, 5],
  ] as const) {
    trainer.checkpoint(step);
    const evaluation = workbench.qualities.evaluate(run.id, { samples: 100, seed: 1 });
    const job = await vi.waitFor(() => {
      const found = fixture.fake.trainers.filter(({ kind }) => kind === 'evaluate')[index];
      if (found === undefined) throw new Error('Nobody was asked to evaluate.');
      return found;
    });
    const metrics = { posterior_divergence: { value, interval: null, floor: null } };
    job.send({ type: 'measured', quality: { ...POSTERIOR, step, metrics } });
    await evaluation;
    expect(workbench.runs.get(run.id).alerts).toHaveLength(1 - index);
  }
});
