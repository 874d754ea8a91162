import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FigureLoader } from './figure-loader.svelte';

const problem = { code: 'store.full', message: 'The disk is full.', advice: 'Make room.' };
let answers: Record<string, () => Response>;
let loader: FigureLoader<number>;
const shows = (value: number | null) =>
  vi.waitFor(() => {
    expect([loader.value, loader.late]).toEqual([value, false]);
  });

beforeEach(() => {
  answers = {
    a: () => new Response(Uint8Array.of(1)),
    b: () => new Response(Uint8Array.of(2)),
    c: () => Response.json(problem, { status: 422 }),
    d: () => new Response('There is no such file.', { status: 404 }),
  };
  vi.stubGlobal('fetch', async (path: string) => answers[path]!());
  loader = new FigureLoader((bytes) => new Uint8Array(bytes)[0] ?? NaN);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('keeps the last one until the next has come, and says so', async () => {
  loader.show('a');
  await shows(1);
  loader.show('b');
  expect([loader.value, loader.late]).toEqual([1, true]);
  await shows(2);
  loader.show(null);
  expect([loader.value, loader.late]).toEqual([null, false]);
});

test('one that cannot be had leaves no other in its place', async () => {
  loader.show('a');
  await shows(1);
  loader.show('c');
  await shows(null);
  expect(loader.problem).toEqual(problem);
  loader.show('a');
  await shows(1);
  expect(loader.problem).toBeNull();
});

test('is asked for again', async () => {
  loader.show('d');
  await shows(null);
  expect(loader.problem).toMatchObject({ code: 'file.unreadable' });
  answers['d'] = () => new Response(Uint8Array.of(4));
  loader.retry();
  await shows(4);
  expect(loader.problem).toBeNull();
});
