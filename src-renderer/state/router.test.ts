import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseRoute, paths } from '../pure/routes';
import type { router as Router } from './router.svelte';

let moved: () => void;
let router: typeof Router;
let place: { hash: string };

beforeEach(async () => {
  place = { hash: '#/runs/7' };
  vi.stubGlobal('location', place);
  vi.stubGlobal('addEventListener', (_type: string, listener: () => void) => (moved = listener));
  vi.stubGlobal('history', {
    replaceState: (_state: null, _title: string, path: string) => (place.hash = path),
  });
  vi.resetModules();
  ({ router } = await import('./router.svelte'));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('an address determines a view', () => {
  expect(['', '#', '#/', '#/runs', '#/nowhere'].map(parseRoute)).toEqual(Array(5).fill({ view: 'runs' }));
  expect(parseRoute('#/runs/12')).toEqual({ view: 'run', id: 12 });
  expect(['#/runs/0', '#/runs/-1', '#/runs/1.5', '#/runs/x', '#/runs/1e3'].map(parseRoute)).toEqual(
    Array(5).fill({ view: 'runs' }),
  );
  expect(parseRoute('#/settings')).toEqual({ view: 'settings' });
  expect(parseRoute('#/models')).toEqual({ view: 'models', id: null });
  expect(parseRoute('#/datasets')).toEqual({ view: 'datasets', id: null });
});

test('a concept has an address, and unknown ones lead to the list of models', () => {
  expect(parseRoute(paths.concept('critic'))).toEqual({ view: 'concept', id: 'critic' });
  expect(['#/concepts', '#/concepts/none'].map(parseRoute)).toEqual(
    Array(2).fill({ view: 'models', id: null }),
  );
});

test('an address of latent spaces has runs with their checkpoints, and the state of the screen', () => {
  expect(parseRoute('#/latent')).toEqual({ view: 'latent', places: [], query: '' });
  const places = [
    { id: 3, step: 40, weights: 'trained' as const },
    { id: 4, weights: 'average' as const },
  ];
  expect(parseRoute(paths.latent(places, 'seed=2'))).toEqual({ view: 'latent', places, query: 'seed=2' });
  expect(parseRoute(paths.latentOf([4]))).toEqual({ view: 'latent', places: [places[1]], query: '' });
});

test('a new run is empty, a copy of a run, or of a model', () => {
  expect(parseRoute('#/new')).toEqual({ view: 'new', from: null, model: null, remedy: null });
  expect(parseRoute(paths.newRunFrom(3))).toEqual({ view: 'new', from: 3, model: null, remedy: null });
  const collapse = { view: 'new', from: 3, model: null, remedy: 'collapse' };
  expect(parseRoute(paths.newRunWithRemedy(3, 'collapse'))).toEqual(collapse);
  expect(parseRoute('#/new/3/nonsense')).toEqual({ ...collapse, remedy: null });
  expect(parseRoute(paths.newRunOf('gan-mlp'))).toEqual({
    view: 'new',
    from: null,
    model: 'gan-mlp',
    remedy: null,
  });
});

test('a comparison contains each run once, and omits invalid ids', () => {
  expect(parseRoute('#/compare')).toEqual({ view: 'compare', ids: [] });
  expect(parseRoute('#/compare/3,1,3,x,0,2')).toEqual({ view: 'compare', ids: [3, 1, 2] });
  expect(parseRoute(paths.compare([4, 2]))).toEqual({ view: 'compare', ids: [4, 2] });
  expect(paths.compare([])).toBe('#/compare');
});

test('paths lead back to the views that they were made for', () => {
  expect(parseRoute(paths.run(9))).toEqual({ view: 'run', id: 9 });
  expect(parseRoute(paths.dataset('a/b 50 %'))).toEqual({ view: 'datasets', id: 'a/b 50 %' });
  expect(parseRoute(paths.model('숫자'))).toEqual({ view: 'models', id: '숫자' });
});

test('an invalidly encoded address leads to the first view', () => {
  expect(['#/runs/%E0%A4%A', '#/%', '#/models/%ff'].map(parseRoute)).toEqual(Array(3).fill({ view: 'runs' }));
});

test('the route follows the address', () => {
  expect(router.route).toEqual({ view: 'run', id: 7 });
  const visits = router.visits;
  router.go(paths.settings);
  expect(place.hash).toBe('#/settings');
  moved();
  expect(router.route).toEqual({ view: 'settings' });
  expect(router.visits).toBe(visits + 1);
  router.replace(paths.compare([1]));
  expect([place.hash, router.route]).toEqual(['#/compare/1', { view: 'compare', ids: [1] }]);
  expect(router.visits).toBe(visits + 1);
});

test('a view that is being left does not bring its address back', () => {
  router.go(paths.settings);
  router.replace(paths.latentOf([4]));
  expect(place.hash).toBe('#/settings');
  moved();
  expect(router.route).toEqual({ view: 'settings' });
});
