import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WorkbenchError } from '../../src-main/contract/error';
import { fakeCore, runOf } from '../testing/fake-core';
import { Workbench, type ClientEvent } from './workbench.svelte';

const FULL = { code: 'store.full', message: 'The disk is full.', advice: 'Make room.' };

let core: ReturnType<typeof fakeCore>;
let workbench: Workbench;
let received: ClientEvent['type'][];
let following: AbortController;

beforeEach(() => {
  core = fakeCore();
  workbench = new Workbench(core.transport);
  received = [];
  workbench.onEvent((event) => received.push(event.type));
  following = new AbortController();
});
afterEach(() => {
  core.connect();
  following.abort();
});

test('the problem of loading the lists is separate from the connection, until they are loaded', async () => {
  const { list } = core.runs;
  core.runs.list = () => Promise.reject(new WorkbenchError(FULL));
  void workbench.follow(following.signal);
  await vi.waitFor(() => {
    expect(workbench.problem).toEqual(FULL);
  });
  expect([workbench.connection, workbench.loaded]).toEqual(['connected', false]);
  core.runs.list = list;
  await vi.waitFor(() => {
    expect(workbench.loaded).toBe(true);
  });
  expect(workbench.problem).toBeNull();
});

test('reloads the lists as soon as the connection is back, and notifies listeners', async () => {
  core.known = [runOf(1)];
  void workbench.follow(following.signal);
  await vi.waitFor(() => {
    expect(received).toEqual(['listed']);
  });
  core.runs.list = () => Promise.reject(new Error('Cannot send message, WebSocket is not open.'));
  core.loseConnection();
  // Long enough for several failed attempts.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect([workbench.connection, workbench.problem]).toEqual(['reconnecting', null]);
  core.runs.list = () => Promise.resolve([runOf(2)]);
  core.connect();
  await vi.waitFor(
    () => {
      expect(received).toEqual(['listed', 'listed']);
    },
    { timeout: 300 },
  );
  expect(workbench.runs.map(({ id }) => id)).toEqual([2]);
});

test('events that arrive while the lists are loading are applied after them', async () => {
  let answer: (runs: ReturnType<typeof runOf>[]) => void = () => undefined;
  core.runs.list = () => new Promise((resolve) => (answer = resolve));
  void workbench.follow(following.signal);
  core.publish({ type: 'run', run: runOf(1, { step: 9 }) });
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect([workbench.runs, received]).toEqual([[], []]);
  answer([runOf(1, { step: 3 })]);
  await vi.waitFor(() => {
    expect(received).toEqual(['run', 'listed']);
  });
  expect(workbench.runs[0]?.step).toBe(9);
});
