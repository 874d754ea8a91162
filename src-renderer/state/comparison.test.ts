import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { encodeSeries } from '../../src-main/contract/series-file';
import { Comparison } from './comparison.svelte';
import { ChartSettings } from './chart-settings.svelte';
import { fakeCore, runOf, figureOf } from '../testing/fake-core';
import { changeAxis, figurePositions, stepLookedAt } from './run-positions';
import { Timeline } from './timeline.svelte';
import { Workbench } from './workbench.svelte';

let core: ReturnType<typeof fakeCore>;
let comparison: Comparison;
const following = new AbortController();
const samplesAsked = vi.fn<(id: number) => void>();

beforeEach(async () => {
  samplesAsked.mockClear();
  // A series without values for each that is asked for.
  vi.stubGlobal('fetch', async (path: string) => {
    const asked = new URL(path, 'http://localhost').searchParams.getAll('metric');
    const none = { steps: new Float64Array(0), values: new Float64Array(0), means: null };
    return new Response(
      Float64Array.from(asked.flatMap(() => encodeSeries(none).flatMap((part) => [...part]))),
    );
  });
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

test('has a feed for each run, in the given order', async () => {
  comparison.follow([3, 1]);
  await loaded();
  expect([...comparison.feeds.keys()]).toEqual([3, 1]);
  expect(comparison.feeds.get(3)?.figures.map(({ step }) => step)).toEqual([300, 500]);
});

test('keeps the feeds of runs that stay, and does not reload them', async () => {
  comparison.follow([1, 2]);
  await loaded();
  const [first] = comparison.feeds.values();
  comparison.follow([2, 1, 3]);
  await loaded();
  expect([...comparison.feeds.keys()]).toEqual([2, 1, 3]);
  expect(comparison.feeds.get(1)).toBe(first);
  expect(samplesAsked.mock.calls.flat()).toEqual([1, 2, 3]);
});

test('a removed run is no longer followed; when it is added again, it is reloaded', async () => {
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

test('figures have the positions of all runs, once each, ascending', async () => {
  comparison.follow([3, 1]);
  await loaded();
  const placed = [...comparison.feeds].map(([id, feed]) => ({
    run: { ...runOf(id), totalSteps: 1000 * id, stepsPerEpoch: 100 },
    model: undefined,
    feed,
  }));
  expect(figurePositions(placed, 'step')).toEqual([100, 300, 500]);
  expect(figurePositions(placed, 'epoch')).toEqual([1, 3, 5]);
  // Run 3 is three times as long, so that its step 300 has the position of step 100 of run 1.
  expect(figurePositions(placed, 'progress')).toEqual([10, 50 / 3, 50]);
  expect(figurePositions(placed, 'examples')).toEqual([]);
  comparison.close();
  expect(comparison.feeds.size).toBe(0);
});

test('the same position is a different step in runs of different lengths, and is kept on another axis', async () => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
  comparison.follow([1, 3]);
  await loaded();
  const [first, second] = [...comparison.feeds].map(([id, feed]) => ({
    run: { ...runOf(id), totalSteps: 500 * id },
    model: undefined,
    feed,
  }));
  if (first === undefined || second === undefined) throw new Error('Two runs have two feeds.');
  const settings = new ChartSettings();
  const timeline = new Timeline(() => figurePositions([first, second], settings.axis));
  expect(stepLookedAt(first, timeline, 'step')).toBe(Infinity);
  timeline.go(100);
  changeAxis('progress', settings, timeline, first);
  expect(timeline.position).toBe(20);
  expect([first, second].map((one) => stepLookedAt(one, timeline, settings.axis))).toEqual([100, 300]);
  // Without the length of its epochs a run has no positions there: the newest figures are shown.
  changeAxis('epoch', settings, timeline, { ...first, run: { ...first.run, stepsPerEpoch: null } });
  expect(timeline.following).toBe(true);
});
