import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WorkbenchError } from '../../src-main/contract/error';
import { fakeCore, runOf } from '../testing/fake-core';
import { toasts } from './toasts.svelte';
import { Workbench } from './workbench.svelte';

// The router reads the address when it is loaded.
vi.stubGlobal('location', { hash: '' });
vi.stubGlobal('addEventListener', () => undefined);
const { attempt, removeRuns } = await import('./actions');

let core: ReturnType<typeof fakeCore>;
let workbench: Workbench;
const listed = () => workbench.runs.map(({ id }) => id);
const texts = () => toasts.shown.map(({ text }) => text);

beforeEach(() => {
  core = fakeCore();
  workbench = new Workbench(core.transport);
  for (const id of [4, 5, 6, 7]) workbench.takeRun(runOf(id));
  core.runs.remove = async ({ id }) => {
    if (id === 5)
      throw new WorkbenchError({ code: 'run.active', message: 'It trains.', advice: 'Stop it first.' });
  };
});
afterEach(() => {
  for (const { id } of toasts.shown) toasts.dismiss(id);
});

test('a run that cannot be removed affects neither the removal of the others nor their undo', async () => {
  expect(await removeRuns(workbench, workbench.runs)).toBe(false);
  expect(listed()).toEqual([5]);
  expect(texts()).toEqual(['It trains.', 'Moved 3 runs to the trash.']);

  const restored: number[] = [];
  core.runs.restore = async ({ id }) => {
    restored.push(id);
    return runOf(id);
  };
  toasts.shown.find(({ action }) => action)?.action?.run();
  await vi.waitFor(() => {
    expect(listed()).toEqual([7, 6, 5, 4]);
  });
  expect(restored).toEqual([4, 6, 7]);
});

test('reports whether all were removed', async () => {
  expect(await removeRuns(workbench, [runOf(5)])).toBe(false);
  expect(texts()).toEqual(['It trains.']);
  expect(await removeRuns(workbench, [runOf(4)])).toBe(true);
  expect(texts()).toEqual(['It trains.', 'Moved “Run #4” to the trash.']);
});

test('runs that could not be restored can be restored again', async () => {
  await removeRuns(workbench, [runOf(7), runOf(6)]);
  core.runs.restore = async ({ id }) => {
    if (id === 6) throw new Error('Broken.');
    return runOf(id);
  };
  const [toast] = toasts.shown;
  toasts.dismiss(toast!.id);
  toast!.action!.run();
  await vi.waitFor(() => {
    expect(texts()).toEqual(['Broken.', 'Moved “Run #6” to the trash.']);
  });
  expect(listed()).toEqual([7, 5, 4]);
});

test('a request that the window gives up itself is not reported', async () => {
  const request = (reason?: Error) =>
    attempt(async () => {
      const left = new AbortController();
      left.abort(reason);
      await fetch('data:,latent', { signal: left.signal });
    });
  expect(await request()).toBeUndefined();
  expect(texts()).toEqual([]);
  await request(new Error('The line broke.'));
  expect(texts()).toEqual(['The line broke.']);
});
