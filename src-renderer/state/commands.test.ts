import { beforeEach, expect, test, vi } from 'vitest';
import { perform } from './commands';
import { importing } from './importing.svelte';
import type { Route } from '../pure/routes';
import { runList } from './run-list.svelte';
import { toasts } from './toasts.svelte';

const { saved, went, router } = vi.hoisted(() => {
  const went: string[] = [];
  const route = (): Route => ({ view: 'settings' });
  return {
    saved: [] as string[],
    went,
    router: { route: route(), go: (path: string) => went.push(path) },
  };
});
vi.mock('./router.svelte', () => ({ paths: { newRun: 'new', compare: () => 'compare' }, router }));
vi.mock('./download', () => ({ download: (path: string) => saved.push(path) }));

beforeEach(() => {
  saved.length = went.length = 0;
  runList.selected.clear();
});

function exportFrom(route: Route): string | undefined {
  router.route = route;
  perform('export');
  return saved.pop();
}

test('commands open their views', () => {
  perform('new-run');
  perform('compare');
  expect(went).toEqual(['new', 'compare']);
  perform('import');
  expect(importing.open).toBe(true);
  importing.close();
});

test('a report is about the current view, or the selection', () => {
  expect(exportFrom({ view: 'run', id: 4 })).toBe('/files/report.html?runs=4');
  expect(exportFrom({ view: 'compare', ids: [2, 5] })).toBe('/files/report.html?runs=2,5');
  runList.selected.add(7);
  expect(exportFrom({ view: 'runs' })).toBe('/files/report.html?runs=7');
});

test('without either, it explains what a report is about', () => {
  runList.selected.add(7);
  expect(exportFrom({ view: 'settings' })).toBeUndefined();
  expect(toasts.shown.at(-1)?.text).toMatch(/^A report is about a run or a comparison/);
});
