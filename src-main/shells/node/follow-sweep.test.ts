import { createRouterClient } from '@orpc/server';
import { beforeEach, expect, it, vi } from 'vitest';
import type { ApiClient } from '../../contract/api';
import type { Sweep } from '../../contract/sweep';
import { router } from '../../core/router';
import type { Workbench } from '../../core/workbench';
import { NEW_RUN, workbenchFixture } from '../../testing/workbench-fixture';
import type { CommandContext } from './context';
import { followSweep } from './follow-sweep';
import { createOutput } from './output';

const fixture = workbenchFixture();
let workbench: Workbench;
let api: ApiClient;
let sweep: Sweep;
beforeEach(async () => {
  workbench = await fixture.open();
  api = createRouterClient(router, { context: { workbench } });
  sweep = await api.sweeps.create({
    name: 'pair',
    run: NEW_RUN,
    axes: [{ field: 'learningRate', values: [0.001, 0.002] }],
    seeds: 1,
  });
});

function followed(json: boolean, isStopped = false) {
  const written: string[] = [];
  const streams = { stdout: { write: (text: string) => written.push(text) }, stderr: { write: () => true } };
  const controller = new AbortController();
  if (isStopped) controller.abort();
  const context = {
    output: createOutput(json, streams),
    interrupt: { signal: controller.signal, dispose: () => undefined },
  } as CommandContext;
  return { controller, ended: followSweep(api, sweep, context), text: () => written.join('') };
}
/** The trainer of the nth run. */
const trainer = (nth: number) =>
  vi.waitFor(() => {
    const found = fixture.fake.trainers.filter(({ kind }) => kind === 'train')[nth];
    if (found === undefined) throw new Error(`Run ${String(nth)} has not started.`);
    return found;
  });

it('reports each end, with its reason, and the number of ended runs, until all have ended', async () => {
  const other = workbench.runs.create({ ...NEW_RUN, name: 'other' });
  const { ended, text } = followed(false);
  const first = await trainer(0);
  first.ready();
  first.metrics(1, 500);
  first.finish();
  const second = await trainer(1);
  second.ready();
  second.exit({ signal: 'SIGKILL' });
  await ended;
  const [begin, ...lines] = text().trim().split('\n');
  expect(begin).toBe('pair: 0% (0 of 2 runs)');
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^pair: 50% \(1 of 2 runs\), .+ left$/),
      expect.stringMatching(/\(run 2\): .+\.$/),
      expect.stringMatching(/^pair: 100% \(2 of 2 runs\)/),
      'Evaluating pair: 0% (0 of 2 runs)',
      'Evaluating pair: 100% (2 of 2 runs)',
    ]),
  );
  expect(text()).not.toContain('other');
  await workbench.runs.stop(other.id);
});

it('reports each change of a state once to a program', async () => {
  const { ended, text } = followed(true);
  for (const nth of [0, 1]) {
    const train = await trainer(nth);
    train.ready();
    train.metrics(1, 10);
    train.finish();
  }
  await ended;
  const states = text()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .map(({ event, run, state }) => `${String(event)} ${String(run)} ${String(state)}`);
  expect(states.filter((line) => line.startsWith('state 1'))).toEqual([
    'state 1 running',
    'state 1 completed',
  ]);
  expect(states.filter((line) => line.startsWith('state 2'))).toEqual([
    'state 2 running',
    'state 2 completed',
  ]);
});

it('stops all of its runs if Ctrl-C came before it started following', async () => {
  await trainer(0);
  await followed(false, true).ended;
  expect(workbench.runs.list().map(({ state }) => state)).toEqual(['stopped', 'stopped']);
});

it('stops all of its runs at Ctrl-C, including queued ones', async () => {
  const { controller, ended, text } = followed(false);
  const first = await trainer(0);
  first.ready();
  first.metrics(1, 10);
  controller.abort();
  await ended;
  expect(text()).toContain('Stopping the sweep, with last checkpoints. Press Ctrl-C again to end at once.\n');
  expect(workbench.runs.list().map(({ state }) => state)).toEqual(['stopped', 'stopped']);
});
