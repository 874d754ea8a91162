import { beforeEach, expect, test, vi } from 'vitest';
import type * as z from 'zod';
import type {
  NewSavedLatents,
  NewSavedLatentsSchema,
  SavedLatents,
} from '../../src-main/contract/saved-latents';

// The router reads the address when it is loaded.
vi.stubGlobal('location', { hash: '' });
vi.stubGlobal('addEventListener', () => undefined);
const { LatentPins } = await import('./latent-pins.svelte');
const { toasts } = await import('./toasts.svelte');

/** What the core has saved for run 1. */
let saved: SavedLatents[];
let nextId: number;
beforeEach(() => {
  saved = [];
  nextId = 1;
});

const api = {
  saved: async () => [...saved],
  async save({ place, ...given }: z.input<typeof NewSavedLatentsSchema>) {
    const { label = null, to = null, path = null, ...rest } = given;
    const one: SavedLatents = {
      ...{ ...rest, label, to, path, id: nextId++, runId: place.id, step: place.step ?? 0 },
      ...{ weights: place.weights ?? 'average', inReport: false, sheet: null, createdAt: 0 },
    };
    saved.push(one);
    return one;
  },
  async changeSaved({ id, ...change }: { id: number }) {
    saved = saved.map((one) => (one.id === id ? { ...one, ...change } : one));
    return saved.find((one) => one.id === id)!;
  },
  async removeSaved({ id }: { id: number }) {
    saved = saved.filter((one) => one.id !== id);
  },
};

const pinOf = (...latent: number[]): NewSavedLatents => ({
  place: { id: 1, step: 40, weights: 'average' },
  kind: 'pin',
  name: 'Pin',
  latents: [latent],
  label: null,
  to: null,
  path: null,
});
/** a − b + c, the last corner of the diagram. */
const sumOf = (pins: InstanceType<typeof LatentPins>) => pins.analogy(2, 'linear')?.at(-1) ?? null;
const rows = (latents: readonly Float32Array[] | null) => latents?.map((latent) => [...latent]);

test('two pins define a path, three baskets a sum', async () => {
  const pins = new LatentPins(api, 1, new Map());
  expect(pins.path(3, 'linear')).toBeNull();
  await pins.save(pinOf(0, 4));
  await pins.save(pinOf(2, 0));
  expect(rows(pins.path(3, 'linear'))).toEqual([
    [0, 4],
    [1, 2],
    [2, 0],
  ]);
  expect(sumOf(pins)).toBeNull();
  await pins.save(pinOf(10, 10));
  pins.toggle(3, 'c');
  expect([...sumOf(pins)!]).toEqual([8, 14]);
  pins.toggle(3, 'a');
  expect([...sumOf(pins)!]).toEqual([13, 17]);
  pins.toggle(3, 'c');
  expect(sumOf(pins)).toBeNull();
});

test('saved latents are loaded again with their names and baskets, and removed one by one', async () => {
  const before = new LatentPins(api, 1, new Map());
  expect(before.nextName('pin')).toBe('Pin 1');
  await before.save({ ...pinOf(1), name: before.nextName('pin') });
  await before.save({ ...pinOf(2), name: before.nextName('pin') });
  await before.save({ ...pinOf(1), latents: [[1], [2]], kind: 'walk', name: before.nextName('walk') });
  await before.change(1, { name: 'Slanted' });
  const pins = new LatentPins(api, 1, new Map([[2, ['a']]]));
  await pins.load();
  expect(pins.pins.map(({ name }) => name)).toEqual(['Slanted', 'Pin 2']);
  expect(pins.walks.map(({ name }) => name)).toEqual(['Walk 1']);
  expect(pins.nextName('pin')).toBe('Pin 3');
  expect(pins.baskets).toEqual(new Map([[2, ['a']]]));
  await pins.remove(pins.pins[0]!);
  expect(saved.map(({ id }) => id)).toEqual([2, 3]);
  toasts.shown.at(-1)!.action!.run();
  await vi.waitFor(() => expect(pins.pins.map(({ name }) => name)).toEqual(['Pin 2', 'Slanted']));
  expect(pins.pins[1]).toMatchObject({ step: 40, latents: [[1]] });
});

test('undo brings removed latents back as they were: in the report and in their baskets', async () => {
  const pins = new LatentPins(api, 1, new Map());
  for (const value of [1, 2, 3]) await pins.save(pinOf(value));
  await pins.change(2, { inReport: true });
  pins.toggle(2, 'c');
  await pins.remove(pins.pins[1]!);
  toasts.shown.at(-1)!.action!.run();
  await vi.waitFor(() => expect(pins.pins).toHaveLength(3));
  await vi.waitFor(() => expect(pins.pins[2]).toMatchObject({ latents: [[2]], inReport: true }));
  expect(saved.find(({ id }) => id === pins.pins[2]!.id)?.inReport).toBe(true);
  expect(pins.baskets.get(pins.pins[2]!.id)).toEqual(['b', 'c']);
  expect(pins.baskets.get(1)).toEqual(['a']);
});

test('baskets of the address that belong to no pin of the run count as none', async () => {
  const pins = new LatentPins(api, 1, new Map([[9, ['a']]]));
  await pins.save(pinOf(1));
  expect(pins.baskets).toEqual(new Map([[1, ['a']]]));
});
