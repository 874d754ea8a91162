import { expect, test, vi } from 'vitest';
import { COMPARISON_SECTIONS, type SavedComparison } from '../../src-main/contract/saved-comparison';
import type { Workbench } from './workbench.svelte';

// The router reads the address when it is loaded.
vi.stubGlobal('location', { hash: '' });
vi.stubGlobal('addEventListener', () => undefined);
const { savedComparisons } = await import('./saved-comparisons.svelte');

const settings = {
  set: ({ savedComparisons }: { savedComparisons: readonly SavedComparison[] }) =>
    Promise.resolve({ savedComparisons }),
};
const workbench = { api: { settings } } as unknown as Workbench;
const whole = { note: '', sections: [...COMPARISON_SECTIONS], baseline: null, step: null };
const names = () => savedComparisons.all.map(({ name }) => name);

test('comparisons are saved by name, and renamed by saving the same runs again', async () => {
  savedComparisons.take({ savedComparisons: [] });
  await savedComparisons.save(workbench, { ...whole, name: '둘', runs: [2, 1] });
  await savedComparisons.save(workbench, { ...whole, name: 'a', note: 'why', runs: [1, 2, 3] });
  expect(names()).toEqual(['a', '둘']);
  expect(savedComparisons.of([3, 2, 1])?.note).toBe('why');
  expect(savedComparisons.of([1, 3])).toBeNull();
  await savedComparisons.save(workbench, { ...whole, name: 'pair', runs: [1, 2] });
  expect(names()).toEqual(['a', 'pair']);
  // A name of other runs is known before it is replaced; its own runs may be saved again.
  expect(savedComparisons.otherNamed('a', [4, 5])?.runs).toEqual([1, 2, 3]);
  expect(savedComparisons.otherNamed('a', [3, 2, 1])).toBeNull();
  await savedComparisons.save(workbench, { ...whole, name: 'a', runs: [4, 5] });
  expect(savedComparisons.of([1, 2, 3])).toBeNull();
  await savedComparisons.remove(workbench, 'pair');
  expect(names()).toEqual(['a']);
});
