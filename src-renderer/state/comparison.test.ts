import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Comparison } from './comparison.svelte';
import { fakeCore, runOf, figureOf } from '../testing/fake-core';
import { Workbench } from './workbench.svelte';

let core: ReturnType<typeof fakeCore>;
let comparison: Comparison;
const following = new AbortController();
const samplesAsked = vi.fn<(id: number) => void>();

beforeEach(async () => {
  samplesAsked.mockClear();
  vi.stubGlobal('fetch', async () => new Response(new ArrayBuffer(0)));
  core = fakeCore();
  core.known = [1, 2, 3].map((id) => runOf(id));
  core.runs.figures = async ({ id }) => {
    samplesAsked(id);
    return [figureOf(10 * id, 100 * id), figureOf(10 * id + 1, 500)].map((figure) => ({
      ...figure,
      runId: id,
    }));
  };
  const workbench = new Workbench(core.transport);
  void workbench.follow(following.signal);
  await vi.waitFor(() => {
    expect(workbench.loaded).toBe(true);
  });
  comparison = new Comparison(workbench);
});
afterEach(() => {
  comparison.close();
  vi.unstubAllGlobals();
});

const loaded = () =>
  vi.waitFor(() => {
    expect([...comparison.feeds.values()].every((feed) => feed.loaded)).toBe(true);
  });

test('has a feed for each run, in the order given', async () => {
  comparison.follow([3, 1]);
  await loaded();
  expect([...comparison.feeds.keys()]).toEqual([3, 1]);
  expect(comparison.feeds.get(3)?.figures.map(({ step }) => step)).toEqual([300, 500]);
});

test('keeps the feeds of runs that stay, and does not load them again', async () => {
  comparison.follow([1, 2]);
  await loaded();
  const [first] = comparison.feeds.values();
  comparison.follow([2, 1, 3]);
  await loaded();
  expect([...comparison.feeds.keys()]).toEqual([2, 1, 3]);
  expect(comparison.feeds.get(1)).toBe(first);
  expect(samplesAsked.mock.calls.flat()).toEqual([1, 2, 3]);
});

test('a run that leaves is no longer followed; when it comes back it is loaded again', async () => {
  comparison.follow([1, 2]);
  await loaded();
  const left = comparison.feeds.get(2);
  comparison.follow([1]);
  const figure = { ...figureOf(99, 900), runId: 2 };
  core.publish({ type: 'figure', figure });
  core.publish({ type: 'figure', figure: { ...figure, id: 98, runId: 1 } });
  await vi.waitFor(() => {
    expect(comparison.feeds.get(1)?.figures.map(({ step }) => step)).toContain(900);
  });
  expect(left?.figures.map(({ step }) => step)).not.toContain(900);
  comparison.follow([1, 2]);
  await loaded();
  expect(comparison.feeds.get(2)).not.toBe(left);
  expect(samplesAsked.mock.calls.flat()).toEqual([1, 2, 2]);
});

test('its steps are those of all runs, once each, ascending', async () => {
  comparison.follow([3, 1]);
  await loaded();
  expect(comparison.steps).toEqual([100, 300, 500]);
  comparison.close();
  expect([comparison.feeds.size, comparison.steps]).toEqual([0, []]);
});
