import { expect, test } from 'vitest';
import { LatentPins } from './latent-pins.svelte';

const item = (...values: number[]) => ({ latent: Float32Array.from(values), values: new Uint8Array(1) });

test('two pins define a path, three baskets a sum', () => {
  const pins = new LatentPins();
  expect(pins.path(3, 'linear')).toBeNull();
  pins.add(item(0, 4));
  pins.add(item(2, 0));
  expect(pins.path(3, 'linear')?.map((latent) => [...latent])).toEqual([
    [0, 4],
    [1, 2],
    [2, 0],
  ]);
  expect(pins.sum()).toBeNull();
  pins.add(item(10, 10));
  pins.toggle(3, 'c');
  expect([...pins.sum()!]).toEqual([8, 14]);
  pins.toggle(3, 'a');
  expect([...pins.sum()!]).toEqual([13, 17]);
  pins.toggle(3, 'c');
  expect(pins.sum()).toBeNull();
  pins.remove(2);
  expect(pins.path(3, 'linear')).toBeNull();
  expect(pins.all.map(({ id }) => id)).toEqual([1, 3]);
});
