import { beforeEach, expect, test, vi } from 'vitest';
import { perform } from './commands';
import { importing } from './importing.svelte';
import type { Route } from '../pure/routes';
import { runList } from './run-list.svelte';
import { fakeCore } from '../testing/fake-core';
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
vi.mock('./router.svelte', () => ({ paths: { newRun: 'new', compare: () => 'compare' }, router }));
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
