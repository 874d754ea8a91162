import { beforeEach, expect, test, vi } from 'vitest';
import { problem } from '../../src-main/contract/problems/catalogue';
import type { LatentFacts, LatentPlace, LatentQuestion } from '../../src-main/contract/latent';
import type { Workbench } from './workbench.svelte';

// The router reads the address when it is loaded.
vi.stubGlobal('location', { hash: '' });
vi.stubGlobal('addEventListener', () => undefined);
const { DEFAULT_ADDRESS } = await import('../pure/latent-address');
const { LatentScreen } = await import('./latent-screen.svelte');

const FACTS: LatentFacts = {
  ...{
    step: 40,
    weights: 'average',
    hasAverage: false,
    latentSize: 3,
    prior: 'normal',
    testCount: 4,
    kl: null,
  },
  ...{ classes: null, hasEncoder: true, item: { kind: 'images', width: 1, height: 1, channels: 1 } },
};
const NO_CLASSIFIER = problem('latent.no-classifier', { model: 'VAE (MLP)' });
const PLACE: LatentPlace = { id: 1, step: 40, weights: 'average' };

/** The questions that the core was asked, in order. */
let asked: LatentQuestion[];
beforeEach(() => {
  asked = [];
});

/** What a core answers: three encodings, and directions along the axes whose shares are the class they were asked of. */
function answer(question: LatentQuestion): Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer> {
  if (question.kind === 'encoded') return Float32Array.of(1, 0, 0, 0, 0, 0, 2, 0, 1, 1, -1, 0, 3, 0, 2);
  if (question.kind === 'draw') return Float32Array.of(1, 2, 3, 0, 1, 0, 0, 0, 1);
  if (question.kind !== 'directions') return Uint8Array.of(7);
  const share = question.label ?? 0.5;
  return Float32Array.of(0, 0, 0, 0, share, 1, 0, 0, share, 0, 1, 0);
}

vi.stubGlobal('fetch', async (path: string) => {
  const question = JSON.parse(
    new URL(path, 'http://core').searchParams.get('request') ?? '',
  ) as LatentQuestion;
  asked.push(question);
  if (question.kind === 'directions' && question.method === 'classes')
    return Response.json(NO_CLASSIFIER, { status: 422 });
  return new Response(answer(question));
});

async function opened(facts: Partial<LatentFacts> = {}, address = DEFAULT_ADDRESS) {
  const api = { latent: { facts: async () => ({ ...FACTS, ...facts }), saved: async () => [] } };
  const workbench = { api, run: () => undefined } as unknown as Workbench;
  const screen = new LatentScreen(workbench, address);
  screen.show([PLACE]);
  const [model] = screen.models.values();
  if (model === undefined) throw new Error('There is no model.');
  await vi.waitFor(() => expect(screen.planeOf(model)).not.toBeNull());
  return { screen, model };
}
const labelsOf = (method: string) =>
  asked.flatMap((one) => (one.kind === 'directions' && one.method === method ? [one.label] : []));

test('planes and sliders stay as they are while the latent moves', async () => {
  const { screen, model } = await opened();
  const before = [screen.planeOf(model), screen.slidersOf(model, [])];
  screen.moveTo(0.5, -0.5);
  screen.slide(1, 0.25);
  expect([...(model.latent ?? [])]).toEqual([0.5, 0.25, 0]);
  expect(screen.planeOf(model)).toBe(before[0]);
  const classNames: readonly string[] = [];
  expect(screen.slidersOf(model, classNames)).toBe(screen.slidersOf(model, classNames));
  screen.chooseAxes({ kind: 'latents', x: 0, y: 2 });
  expect(screen.planeOf(model)?.names).toEqual(['z₀', 'z₂']);
});

test('directions of a conditional model are those of the chosen class', async () => {
  const axes = { kind: 'principal' } as const;
  const { screen, model } = await opened(
    { classes: 10, hasEncoder: false },
    { ...DEFAULT_ADDRESS, axes, label: 3, sliders: 'layer' },
  );
  await vi.waitFor(() => expect(model.directions.layer?.shares).toEqual([3, 3]));
  expect([labelsOf('generated'), labelsOf('layer')]).toEqual([[3], [3]]);
  screen.chooseClass({ toLabel: 4, share: 0.5 });
  screen.chooseClass({ label: 5 });
  await vi.waitFor(() => expect(model.directions.layer?.shares).toEqual([5, 5]));
  expect(model.directions.principal?.shares).toEqual([5, 5]);
  screen.chooseSliders('layer');
  expect([labelsOf('generated'), labelsOf('layer')]).toEqual([
    [3, 5],
    [3, 5],
  ]);
});

test('those of a model without classes are found once', async () => {
  const { screen, model } = await opened();
  screen.chooseSliders('principal');
  screen.chooseClass({ label: 5 });
  screen.chooseSliders('principal');
  expect(model.directions.principal?.shares).toEqual([0.5, 0.5]);
  expect(labelsOf('encoded')).toEqual([null]);
});

test('why directions were not found stays there while the latent moves, until others are found', async () => {
  const { screen, model } = await opened();
  screen.chooseSliders('classes');
  await vi.waitFor(() => expect(model.directionProblems.classes?.code).toBe('latent.no-classifier'));
  screen.moveTo(0.5, 0.5);
  await vi.waitFor(() => expect(model.item?.latent).toBe(model.latent));
  expect(model.directionProblems.classes?.code).toBe('latent.no-classifier');
  expect(model.problem).toBeNull();
  screen.chooseSliders('layer');
  await vi.waitFor(() => expect(screen.slidersOf(model, [])).toHaveLength(2));
  screen.chooseSliders('classes');
  expect(model.directionProblems).toEqual({});
});
