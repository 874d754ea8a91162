import { afterEach, expect, test, vi } from 'vitest';
import { connection } from './connection.svelte';
import { toasts } from './toasts.svelte';

// The router reads the address when it is loaded.
vi.stubGlobal('location', { hash: '' });
vi.stubGlobal('addEventListener', () => undefined);
const { download } = await import('./download');

const PROBLEM = {
  code: 'report.too-many-runs',
  message: 'A report compares 500 runs at most, and these are 501.',
  advice: 'Choose fewer runs.',
};
const saved: string[] = [];
const asked: string[] = [];
const save = (path: string) => void saved.push(path);

function answering(status: number, body: unknown): void {
  vi.stubGlobal('fetch', async (path: string, { method = 'GET' }: { method?: string } = {}) => {
    asked.push(`${method} ${path}`);
    return new Response(method === 'HEAD' ? null : JSON.stringify(body), { status });
  });
}

afterEach(() => {
  for (const { id } of toasts.shown) toasts.dismiss(id);
  saved.length = asked.length = 0;
  connection.state = 'connected';
});

test('an available file is saved, after a check without fetching it', async () => {
  answering(200, {});
  await download('/files/report.html?runs=1,2', save);
  expect(asked).toEqual(['HEAD /files/report.html?runs=1,2']);
  expect(saved).toEqual(['/files/report.html?runs=1,2']);
  expect(toasts.shown).toEqual([]);
});

test('a refusal is shown with its reason, and nothing is saved', async () => {
  answering(422, PROBLEM);
  await download('/files/report.html', save);
  expect(saved).toEqual([]);
  expect(toasts.shown.map(({ text, advice }) => [text, advice])).toEqual([[PROBLEM.message, PROBLEM.advice]]);
});

test('an unreachable workbench is reported, too', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  connection.state = 'reconnecting';
  await download('/files/x', save);
  expect(saved).toEqual([]);
  expect(toasts.shown.map(({ text }) => text)).toEqual(['Not connected.']);
});
