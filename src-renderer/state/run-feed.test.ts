import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WorkbenchError } from '../../src-main/contract/error';
import { encodeSeries } from '../../src-main/contract/series-file';
import type { MetricBatch } from '../../src-main/contract/events';
import type { Run } from '../../src-main/contract/run';
import type { Figure } from '../../src-main/contract/figure';
import { fakeCore, runOf, figureOf } from '../testing/fake-core';
import { RunFeed } from './run-feed.svelte';
import { Workbench } from './workbench.svelte';

let core: ReturnType<typeof fakeCore>;
let workbench: Workbench;
let feed: RunFeed;
let close: () => void;
const following = new AbortController();
/** (step, value) pairs of every metric. */
let pairs: number[];
let recorded: Figure[];
/** The paths of requests for metrics. */
let asked: string[];

const steps = () => feed.figures.map(({ step }) => step);
const publishRun = (changes: Partial<Run>) => workbench.takeRun(runOf(1, changes));
const loaded = () =>
  vi.waitFor(() => {
    expect(feed.loaded).toBe(true);
  });

beforeEach(async () => {
  pairs = [1, 0.1, 600, 0.6];
  recorded = [figureOf(1, 0), figureOf(2, 500), figureOf(3, 600)];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    const names = new URL(path, 'http://localhost').searchParams.getAll('metric');
    const series = {
      steps: Float64Array.from(pairs.filter((_, i) => i % 2 === 0)),
      values: Float64Array.from(pairs.filter((_, i) => i % 2 === 1)),
      means: null,
    };
    return new Response(
      Float64Array.from(names.flatMap(() => encodeSeries(series).flatMap((part) => [...part]))),
    );
  });
  asked = [];
  core = fakeCore();
  core.known = [runOf(1, { step: 600 })];
  core.runs.figures = async () => recorded;
  workbench = new Workbench(core.transport);
  void workbench.follow(following.signal);
  await vi.waitFor(() => {
    expect(workbench.loaded).toBe(true);
  });
  feed = new RunFeed(workbench, 1, { hasLog: true });
});
afterEach(() => {
  close();
  vi.unstubAllGlobals();
});

test('keeps events that arrive while the lists are loading', async () => {
  let answer: (figures: Figure[]) => void = () => undefined;
  core.runs.figures = () => new Promise((resolve) => (answer = resolve));
  close = feed.open();
  core.publish({ type: 'figure', figure: figureOf(4, 700) });
  core.publish({ type: 'log', runId: 1, entry: { at: 1, level: 'info', text: 'Meanwhile.' } });
  await vi.waitFor(() => {
    expect(steps()).toEqual([700]);
  });
  answer(recorded);
  await loaded();
  expect(steps()).toEqual([0, 500, 600, 700]);
  expect(feed.logs.map(({ text }) => text)).toEqual(['Meanwhile.']);
});

test('reads no log where none is shown', async () => {
  const logs = vi.spyOn(core.runs, 'logs');
  const other = new RunFeed(workbench, 1);
  close = other.open();
  await vi.waitFor(() => {
    expect(other.loaded).toBe(true);
  });
  core.publish({ type: 'log', runId: 1, entry: { at: 1, level: 'info', text: 'Meanwhile.' } });
  expect(logs).not.toHaveBeenCalled();
  expect(other.logs).toEqual([]);
});

describe('a resumed run', () => {
  beforeEach(async () => {
    close = feed.open();
    await loaded();
    // What the core keeps of the run: all records up to its checkpoint.
    pairs = [1, 0.1];
    recorded = recorded.slice(0, 2);
  });

  test.each([
    [
      'from the queue',
      [
        { state: 'queued', finishedAt: null, step: 600 },
        { state: 'running', step: 500 },
      ],
    ],
    ['of which only the end is reported', [{ state: 'failed', finishedAt: 2, step: 600 }]],
    ['of which only a smaller step is reported', [{ state: 'completed', step: 500 }]],
  ] as [string, Partial<Run>[]][])('%s loses what came after its checkpoint', async (_, changed) => {
    for (const changes of changed) publishRun(changes);
    await vi.waitFor(() => {
      expect(steps()).toEqual([0, 500]);
      expect([...feed.elapsed.steps]).toEqual([1]);
    });
    core.publish({ type: 'figure', figure: figureOf(9, 600) });
    await vi.waitFor(() => {
      expect(steps()).toEqual([0, 500, 600]);
    });
  });

  test('is loaded once', async () => {
    const list = vi.fn(core.runs.figures);
    core.runs.figures = list;
    publishRun({ state: 'queued', finishedAt: null, step: 600 });
    publishRun({ state: 'running', step: 500 });
    for (const state of ['running', 'paused', 'running', 'stopped'] as const) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      publishRun({ state, step: 700 });
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(list).toHaveBeenCalledTimes(1);
  });
});

test('reloads after the lists have been reloaded', async () => {
  close = feed.open();
  await loaded();
  core.loseConnection();
  recorded = [...recorded, figureOf(4, 700)];
  core.connect();
  await vi.waitFor(() => {
    expect(steps()).toEqual([0, 500, 600, 700]);
  });
});

test('reports why it could not load, and does not count as loaded', async () => {
  const problem = { code: 'store.full', message: 'The disk is full.', advice: 'Make room.' };
  const { figures } = core.runs;
  core.runs.figures = () => Promise.reject(new WorkbenchError(problem));
  close = feed.open();
  await vi.waitFor(() => {
    expect(feed.problem).toEqual(problem);
  });
  expect(feed.loaded).toBe(false);
  core.runs.figures = figures;
  await vi.waitFor(
    () => {
      expect(feed.loaded).toBe(true);
    },
    { timeout: 3000 },
  );
  expect(feed.problem).toBeNull();
});

test('reports the last loaded step while the rest is loading', async () => {
  vi.stubGlobal('requestAnimationFrame', (draw: (at: number) => void) =>
    setTimeout(() => draw(performance.now())),
  );
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
  let more: (batch: MetricBatch) => void = () => undefined;
  let watched: unknown;
  core.runs.watch = async (input: unknown) => {
    watched = input;
    return {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise((resolve) => (more = (value) => resolve({ done: false, value }))),
      }),
    };
  };
  expect(feed.reached).toBe(-1);
  publishRun({ state: 'running', step: 600 });
  close = feed.open();
  await loaded();
  expect(feed.reached).toBe(600);
  await vi.waitFor(() => {
    expect(watched).toEqual({ id: 1, after: { elapsed_ms: 600 }, others: false });
  });
  await vi.waitFor(() => {
    more({ runId: 1, rows: [{ name: 'elapsed_ms', steps: [601, 1000], values: [1, 2] }] });
    expect(feed.reached).toBe(1000);
  });
});

test('loads the metrics that are wanted, all of one screen in one request, and watches no others', async () => {
  const watched = vi.spyOn(core.runs, 'watch');
  publishRun({ state: 'running', step: 600 });
  close = feed.open();
  await loaded();
  expect(asked).toHaveLength(1);
  feed.want(['g_loss']);
  feed.want(['d_loss', 'g_loss']);
  await vi.waitFor(() => {
    expect(Object.keys(feed.metrics)).toEqual(['elapsed_ms', 'g_loss', 'd_loss']);
  });
  expect(asked.slice(1)).toEqual(['/files/series?columns=1200&metric=1/g_loss&metric=1/d_loss']);
  await vi.waitFor(() => {
    expect(watched.mock.lastCall?.[0]).toEqual({
      id: 1,
      after: { elapsed_ms: 600, g_loss: 600, d_loss: 600 },
      others: false,
    });
  });
});

test('does not watch a run that has ended, until it is resumed', async () => {
  const watched = vi.spyOn(core.runs, 'watch');
  close = feed.open();
  await loaded();
  feed.want(['g_loss']);
  await vi.waitFor(() => {
    expect(Object.keys(feed.metrics)).toEqual(['elapsed_ms', 'g_loss']);
  });
  expect(watched).not.toHaveBeenCalled();
  publishRun({ state: 'queued', finishedAt: null, step: 600 });
  publishRun({ state: 'running', step: 600 });
  await vi.waitFor(() => {
    expect(watched.mock.lastCall?.[0]).toEqual({
      id: 1,
      after: { elapsed_ms: 600, g_loss: 600 },
      others: false,
    });
  });
});
