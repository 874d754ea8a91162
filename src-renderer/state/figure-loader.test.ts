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

test('keeps the last figure until the next has been loaded, and reports that it is late', async () => {
  loader.show('a');
  await shows(1);
  loader.show('b');
  expect([loader.value, loader.late]).toEqual([1, true]);
  await shows(2);
  loader.show(null);
  expect([loader.value, loader.late]).toEqual([null, false]);
});

test('a figure that cannot be loaded is not replaced by an older one', async () => {
  loader.show('a');
  await shows(1);
  loader.show('c');
  await shows(null);
  expect(loader.problem).toEqual(problem);
  loader.show('a');
  await shows(1);
  expect(loader.problem).toBeNull();
});

test('a figure that failed can be requested again', async () => {
  loader.show('d');
  await shows(null);
  expect(loader.problem).toMatchObject({ code: 'file.unreadable' });
  answers['d'] = () => new Response(Uint8Array.of(4));
  loader.retry();
  await shows(4);
  expect(loader.problem).toBeNull();
});

test('an older figure that arrives late does not replace the newer one', async () => {
  const late: Record<string, () => void> = {};
  const slow = (path: string, byte: number) => () =>
    new Promise<Response>((resolve) => {
      late[path] = () => {
        resolve(new Response(Uint8Array.of(byte)));
      };
    });
  vi.stubGlobal('fetch', (path: string) => ({ old: slow('old', 1), new: slow('new', 2) })[path]!());
  const seen: number[] = [];
  loader = new FigureLoader(
    (bytes) => new Uint8Array(bytes)[0] ?? NaN,
    (value) => seen.push(value),
  );
  loader.show('old');
  loader.show('new');
  late['new']?.();
  await shows(2);
  late['old']?.();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await shows(2);
  expect(seen).toEqual([2]);
});

test('a late figure does not appear once none is requested', async () => {
  loader.show('a');
  loader.show(null);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect([loader.value, loader.late]).toEqual([null, false]);
});
