import { beforeEach, expect, test, vi } from 'vitest';
import { perform } from './commands';
import { importing } from './importing.svelte';
import { layers } from './layers.svelte';
import type { Route } from '../pure/routes';
import { runList } from './run-list.svelte';
import { fakeCore, runOf } from '../testing/fake-core';
import { toasts } from './toasts.svelte';
import { Workbench } from './workbench.svelte';

const { started, went, router } = vi.hoisted(() => {
  const went: string[] = [];
  const route = (): Route => ({ view: 'settings' });
  return {
    started: [] as (readonly number[])[],
    went,
    router: { route: route(), go: (path: string) => went.push(path) },
  };
});
vi.mock('./router.svelte', () => ({
  paths: {
    newRun: 'new',
    settings: 'settings',
    compare: () => 'compare',
    run: (id: number) => `run ${String(id)}`,
  },
  router,
}));
vi.mock('./exporting.svelte', () => ({
  exporting: { start: (_workbench: unknown, ids: readonly number[]) => started.push(ids) },
}));

const workbench = new Workbench(fakeCore().transport);

beforeEach(() => {
  started.length = went.length = 0;
  runList.selected.clear();
});

function exportFrom(route: Route): readonly number[] | undefined {
  router.route = route;
  perform(workbench, 'export');
  return started.pop();
}

test('commands open their views', () => {
  perform(workbench, 'new-run');
  perform(workbench, 'compare');
  expect(went).toEqual(['new', 'compare']);
  perform(workbench, 'import');
  expect(importing.open).toBe(true);
  importing.close();
});

test('what the system asks for opens', async () => {
  perform(workbench, { name: 'open-run', id: 3 });
  perform(workbench, 'settings');
  expect(went).toEqual(['run 3', 'settings']);
  perform(workbench, 'keys');
  expect(layers.keys).toBe(true);
  perform(workbench, 'refuse-link');
  expect(toasts.shown.at(-1)?.text).toContain('latent-workbench://run/');
  const inspect = vi.fn(() => Promise.reject(new Error('not there')));
  Object.assign(workbench.api.datasets, { inspect });
  const given = { name: 'import-files' as const, uploadIds: ['a1'], areArchives: false, title: 'digits.zip' };
  perform(workbench, given);
  expect([importing.open, importing.stage, importing.what]).toEqual([true, 'reading', 'digits.zip']);
  await vi.waitFor(() => {
    expect(importing.problem).not.toBeNull();
  });
  expect(inspect.mock.calls[0]).toMatchObject([{ uploadIds: ['a1'] }, {}]);
  importing.close();
  const take = vi.fn(() => Promise.reject(new Error('not there')));
  Object.assign(workbench.api, { archives: { import: take } });
  perform(workbench, { ...given, areArchives: true });
  await vi.waitFor(() => {
    expect(take.mock.calls[0]).toMatchObject([{ uploadId: 'a1' }, {}]);
  });
  importing.close();
});

test('the run on the screen, or the only one that trains, is paused, resumed and recorded', async () => {
  const asked: unknown[][] = [];
  Object.assign(workbench.api.runs, {
    pause: ({ id }: { id: number }) => (asked.push(['pause', id]), Promise.resolve(runOf(id))),
    resume: ({ id }: { id: number }) => (asked.push(['resume', id]), Promise.resolve(runOf(id))),
    record: ({ id, what }: { id: number; what: string }) => (asked.push([what, id]), Promise.resolve(40)),
  });
  router.route = { view: 'settings' };
  perform(workbench, 'pause');
  expect(toasts.shown.at(-1)?.text).toMatch(/^Open a run that trains/);
  workbench.runs = [
    { ...runOf(1), state: 'running' },
    { ...runOf(2), state: 'stopped' },
  ];
  perform(workbench, 'pause');
  perform(workbench, 'record-samples');
  perform(workbench, 'record-checkpoint');
  router.route = { view: 'run', id: 2 };
  perform(workbench, 'pause');
  perform(workbench, 'record-samples');
  expect(asked).toEqual([
    ['pause', 1],
    ['samples', 1],
    ['checkpoint', 1],
    ['resume', 2],
  ]);
  await vi.waitFor(() => {
    expect(toasts.shown.map(({ text }) => text)).toContain('Saved and pinned a checkpoint after step 40.');
  });
});

test('an export is about the current view, or the selection', () => {
  expect(exportFrom({ view: 'run', id: 4 })).toEqual([4]);
  expect(exportFrom({ view: 'compare', ids: [2, 5] })).toEqual([2, 5]);
  runList.selected.add(7);
  expect(exportFrom({ view: 'runs' })).toEqual([7]);
});

test('without either, it explains what an export is about', () => {
  runList.selected.add(7);
  expect(exportFrom({ view: 'settings' })).toBeUndefined();
  expect(toasts.shown.at(-1)?.text).toMatch(/^An export is about a run or a comparison/);
});
