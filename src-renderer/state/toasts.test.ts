import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WorkbenchError } from '../../src-main/contract/error';
import { connection } from './connection.svelte';
import { describe, toasts } from './toasts.svelte';

const undo = { label: 'Undo', run: () => undefined };
const texts = () => toasts.shown.map(({ text }) => text);
const idOf = (text: string) => toasts.shown.find((toast) => toast.text === text)?.id ?? NaN;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  for (const { id } of toasts.shown) toasts.dismiss(id);
  connection.state = 'connected';
  vi.useRealTimers();
});

test('the same message is shown once, with a count, but each toast with an undo stays', () => {
  toasts.failure(new Error('Broken.'));
  toasts.failure(new Error('Broken.'));
  toasts.info('Removed 3 runs.', undo);
  toasts.info('Removed 3 runs.', undo);
  expect(texts()).toEqual(['Broken.', 'Removed 3 runs.', 'Removed 3 runs.']);
  expect(toasts.shown.map(({ count }) => count)).toEqual([2, 1, 1]);
});

test('three toasts are shown at most: the oldest makes room, and one without an action first', () => {
  toasts.info('Removed 1.', undo);
  toasts.failure(new Error('A'));
  toasts.info('Removed 2.', undo);
  toasts.failure(new Error('B'));
  expect(texts()).toEqual(['Removed 1.', 'Removed 2.', 'B']);
  for (const n of [3, 4, 5]) toasts.info(`Removed ${String(n)}.`, undo);
  expect(texts()).toEqual([3, 4, 5].map((n) => `Removed ${String(n)}.`));
  toasts.failure(new Error('D'));
  expect(texts()).toEqual(['Removed 4.', 'Removed 5.', 'D']);
});

test('the time is suspended while the toast has the pointer or the focus', () => {
  toasts.info('Removed 1.', undo);
  const id = idOf('Removed 1.');
  vi.advanceTimersByTime(9000);
  toasts.hold(id);
  toasts.hold(id);
  vi.advanceTimersByTime(60_000);
  toasts.release(id);
  vi.advanceTimersByTime(60_000);
  expect(texts()).toEqual(['Removed 1.']);
  toasts.release(id);
  vi.advanceTimersByTime(9000);
  expect(texts()).toEqual(['Removed 1.']);
  vi.advanceTimersByTime(1000);
  expect(texts()).toEqual([]);
});

test('a failure stays, whether held or not', () => {
  toasts.failure(new Error('Broken.'));
  toasts.hold(idOf('Broken.'));
  toasts.release(idOf('Broken.'));
  vi.advanceTimersByTime(60_000);
  expect(texts()).toEqual(['Broken.']);
});

test('a failure without a connection is not a defect, unless it has its own reason', () => {
  const raw = new Error('Cannot send message, WebSocket is not open.');
  const problem = { code: 'run.active', message: 'Still training.', advice: 'Stop it first.' };
  expect(describe(raw).advice).toContain('defect');
  connection.state = 'reconnecting';
  expect(describe(raw)).toMatchObject({ message: 'Not connected.' });
  expect(describe(raw).advice).toContain('Try again when the connection is back');
  expect(describe(new WorkbenchError(problem))).toEqual(problem);
  expect(describe(Object.assign(new Error(), { data: problem }))).toEqual(problem);
});
