import { describe, expect, it, vi } from 'vitest';
import { windowMeans, windowSteps } from '../contract/window-mean';
import { openReadOnlyStore } from '../store/open';
import { workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();
/** Epochs of the fake trainer have 100 steps. */
const STEPS = windowSteps(100);
const value = (step: number) => Math.sin(step * 1.7) + 100 / step;

function meanOf(last: number) {
  const means = windowMeans(STEPS);
  for (let step = 1; step <= last; step++) means.add(step, value(step));
  return means.last();
}

const storedWindow = (id: number) => {
  const store = openReadOnlyStore(fixture.dataDir);
  const window = store?.runs.get(id)?.window;
  store?.close();
  return window;
};

describe('the window of a run', () => {
  it('is the mean over its newest steps, both in the row and in the run', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    expect(run.window).toBeNull();
    trainer.ready();
    for (let step = 1; step <= 900; step += 7) trainer.metrics(step, Math.min(step + 6, 900), value);
    const { mean, margin, from, to } = meanOf(900) ?? {};
    expect(from).toBe(501);
    expect(workbench.runs.get(run.id).window).toEqual({
      from,
      to,
      metrics: { d_loss: { mean, margin }, g_loss: { mean, margin } },
    });
    trainer.finish();
    expect(storedWindow(run.id)).toEqual(workbench.runs.get(run.id).window);
  });

  it('contains only metrics that are measured on the batch of every step', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench, { model: 'sgan', dataset: 'synthetic-digits' });
    trainer.ready();
    const steps = Array.from({ length: 450 }, (_, i) => i + 1);
    const rows = ['accuracy', 'validation_accuracy', 'elapsed_ms'].map((name) => ({
      name,
      steps,
      values: steps.map(value),
    }));
    rows.unshift({ name: 'rare', steps: [50], values: [1] });
    trainer.send({ type: 'metrics', step: 450, elapsedMs: 1, stepsPerSecond: 1, rows, evaluations: [] });
    expect(Object.keys(workbench.runs.get(run.id).window?.metrics ?? {})).toEqual(['accuracy']);
  });

  it('of a resumed run continues from its checkpoint as if the run had never stopped', async () => {
    const workbench = await fixture.open();
    const { run, trainer } = await fixture.started(workbench);
    trainer.ready();
    trainer.metrics(1, 700, value);
    trainer.checkpoint(700);
    trainer.metrics(701, 990, () => 1000);
    trainer.exit();
    await workbench.runs.resume(run.id);
    await vi.waitFor(() => {
      expect(workbench.runs.get(run.id).state).toBe('running');
    });
    const { mean } = meanOf(700) ?? {};
    expect(workbench.runs.get(run.id).window?.metrics['g_loss']?.mean).toBe(mean);
    expect(storedWindow(run.id)?.metrics['g_loss']?.mean).toBe(mean);
    const again = fixture.fake.training();
    again.ready(700);
    again.metrics(701, 960, value);
    expect(workbench.runs.get(run.id).window?.metrics['g_loss']).toEqual({
      mean: meanOf(960)?.mean,
      margin: meanOf(960)?.margin,
    });
  });
});
