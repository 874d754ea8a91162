import { expect, it } from 'vitest';
import { workbenchFixture } from '../testing/workbench-fixture';

const fixture = workbenchFixture();

it('records rounds with their runs, and lists the rounds among the requested runs', async () => {
  const workbench = await fixture.open();
  const { run: one } = await fixture.started(workbench);
  const { id: other } = workbench.runs.create({ model: 'gan-mlp', dataset: one.config.dataset });
  const at = (runId: number) => ({ runId, step: 40 });
  const real = { run: at(one.id), other: null, chosen: 3, answers: 20, seed: 1 };
  const pair = { run: at(one.id), other: at(other), chosen: 12, answers: 40, seed: 2 };
  workbench.blindRounds.record(real);
  workbench.blindRounds.record(pair);
  expect(workbench.blindRounds.list([one.id, other])).toMatchObject([real, pair]);
  expect(workbench.blindRounds.list([one.id])).toMatchObject([real]);
  expect(workbench.blindRounds.list([other])).toEqual([]);
  expect(() => workbench.blindRounds.record({ ...real, run: at(99) })).toThrow(/99/);
  const report = [...workbench.reports.html([one.id, other])].join('');
  expect(report).toContain('<h2>Blind rounds</h2>');
  expect([...workbench.reports.html([other])].join('')).not.toContain('<h2>Blind rounds</h2>');
});
