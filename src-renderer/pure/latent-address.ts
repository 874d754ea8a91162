import type { Problem } from '../../src-main/contract/problem';
import { problem } from '../../src-main/contract/problems/catalogue';
import { noCheckpointProblem } from '../../src-main/contract/no-checkpoint';
import type { ModelInfo } from '../../src-main/contract/model';
import type { Run } from '../../src-main/contract/run';
import { WEIGHTS, type LatentPlace } from '../../src-main/contract/latent';
import type { PathKind } from '../../src-main/presentation/latent-geometry';
import { latentText } from '../../src-main/presentation/latents';
import { groupsText, NO_GROUPS, parseGroups, type AttributeGroups } from './latent-groups';
import { basketsText, parseBaskets, type Baskets } from './latent-baskets';
import { drawnPathText, parseDrawnPath, type PlanePlace } from './drawn-path';
import { parseLatent } from './parse-latent';

/** The kind of directions that sliders move along. */
export const SLIDER_KINDS = ['latents', 'principal', 'layer', 'local', 'attributes', 'classes'] as const;
export type SliderKind = (typeof SLIDER_KINDS)[number];

/**
 * The plane of a latent space: along two latents, two principal directions, or through three draws; or the layout of
 * encoded items by UMAP, which is no plane of it.
 */
export type LatentAxes =
  | { readonly kind: 'latents'; readonly x: number; readonly y: number }
  | { readonly kind: 'principal' }
  | { readonly kind: 'draws' }
  | { readonly kind: 'umap' };

/** The state of the Latent screen, as stored in its address. */
export interface LatentAddress {
  /** null if each model uses its own default. */
  readonly axes: LatentAxes | null;
  readonly seed: number;
  /** The seed of UMAP's layout. */
  readonly layoutSeed: number;
  readonly psi: number;
  /** The requested class, and a second class that is mixed in with a weight of `share`. */
  readonly label: number;
  readonly toLabel: number | null;
  readonly share: number;
  /** The latent of each model, in the order of the places; an empty array stands for the latent of the seed. */
  readonly latents: readonly Float32Array[];
  readonly sliders: SliderKind;
  /** How paths between pins are interpolated. */
  readonly path: PathKind;
  /** The path drawn over the planes, in their coordinates; null if there is none. */
  readonly drawn: readonly PlanePlace[] | null;
  /** The chosen baskets of pins. */
  readonly baskets: Baskets;
  /** The groups of an attribute that a person chose. */
  readonly groups: AttributeGroups;
  /** What the planes show. */
  readonly shows: ShownLayers;
}

/** The layers of planes, decoded images and encoded test items, and the training images nearest to the decoded one. */
export interface ShownLayers {
  readonly decoded: boolean;
  readonly encoded: boolean;
  readonly neighbors: boolean;
}

export const DEFAULT_ADDRESS: LatentAddress = {
  axes: null,
  seed: 1,
  layoutSeed: 0,
  psi: 1,
  label: 0,
  toLabel: null,
  share: 0,
  latents: [],
  sliders: 'latents',
  path: 'spherical',
  drawn: null,
  baskets: new Map(),
  groups: NO_GROUPS,
  shows: { decoded: true, encoded: true, neighbors: false },
};

/** Whether a run's latent space can be explored. */
export function isExplorable(
  run: Pick<Run, 'checkpointStep'>,
  model: Pick<ModelInfo, 'family'> | undefined,
): boolean {
  return run.checkpointStep !== null && model !== undefined && model.family !== 'Classifier';
}

/** Why a run's latent space cannot be explored; null if it can. */
export function explorableProblem(
  run: Pick<Run, 'checkpointStep' | 'name' | 'config'>,
  model: Pick<ModelInfo, 'family' | 'title'> | undefined,
): Problem | null {
  if (isExplorable(run, model)) return null;
  return model?.family === 'Classifier'
    ? problem('run.no-samples', { model: model.title, to: 'draw' })
    : noCheckpointProblem(run, 'draw');
}

/** Longer latents would make the address too long for many programs; it then contains only the seed. */
const MAX_VALUES = 300;

/** Parses a run, with an optional step after `@` and non-default weights after `~`: `3@400~trained`. */
export function parsePlace(text: string): LatentPlace | null {
  const [, id, step, weights] = /^([1-9]\d*)(?:@(\d+))?(?:~([a-z]+))?$/.exec(text) ?? [];
  if (id === undefined) return null;
  return {
    id: Number(id),
    ...(step === undefined ? {} : { step: Number(step) }),
    weights: WEIGHTS.find((known) => known === weights) ?? 'average',
  };
}

export function placeText({ id, step, weights }: LatentPlace): string {
  const at = step === undefined ? '' : `@${String(step)}`;
  return `${String(id)}${at}${weights === 'average' ? '' : `~${weights}`}`;
}

/**
 * The place to show of a run beside those shown: its newest checkpoint, or the next older one.
 * @param steps of the run's checkpoints, the newest first
 * @returns null if all of them are shown
 */
export function nextPlace(
  shown: readonly LatentPlace[],
  id: number,
  steps: readonly number[],
): LatentPlace | null {
  const own = shown.filter((place) => place.id === id).map(({ step = steps[0] }) => step);
  if (own.length === 0) return { id, weights: 'average' };
  const step = steps.find((one) => !own.includes(one));
  return step === undefined ? null : { id, step, weights: 'average' };
}

export function parseLatentAddress(query: string): LatentAddress {
  const given = new URLSearchParams(query);
  const number = (name: string, otherwise: number, { min, max }: { min: number; max: number }): number => {
    const value = Number(given.get(name) ?? NaN);
    return value >= min && value <= max ? value : otherwise;
  };
  const whole = (name: string, otherwise: number): number =>
    Math.trunc(number(name, otherwise, { min: 0, max: 2 ** 31 - 1 }));
  const hidden = (given.get('hide') ?? '').split(',');
  return {
    axes: parseAxes(given.get('axes') ?? ''),
    seed: whole('seed', DEFAULT_ADDRESS.seed),
    layoutSeed: whole('umap', DEFAULT_ADDRESS.layoutSeed),
    psi: number('psi', DEFAULT_ADDRESS.psi, { min: 0, max: 2 }),
    label: whole('class', DEFAULT_ADDRESS.label),
    toLabel: given.has('to') ? whole('to', 0) : null,
    share: number('share', DEFAULT_ADDRESS.share, { min: 0, max: 1 }),
    latents: parseLatents(given.get('z') ?? ''),
    sliders: SLIDER_KINDS.find((kind) => kind === given.get('sliders')) ?? DEFAULT_ADDRESS.sliders,
    path: given.get('path') === 'linear' ? 'linear' : DEFAULT_ADDRESS.path,
    drawn: parseDrawnPath(given.get('drawn') ?? ''),
    baskets: parseBaskets(given.get('pins') ?? ''),
    groups: parseGroups(given.get('groups') ?? ''),
    shows: {
      decoded: !hidden.includes('decoded'),
      encoded: !hidden.includes('encoded'),
      neighbors: given.get('show') === 'neighbors',
    },
  };
}

/** The address of the values that differ from the default. */
export function latentAddressText(address: LatentAddress): string {
  const {
    axes,
    seed,
    layoutSeed,
    psi,
    label,
    toLabel,
    share,
    latents,
    sliders,
    path,
    drawn,
    baskets,
    groups,
    shows,
  } = address;
  const entries: [name: string, value: string][] = [];
  if (axes !== null) entries.push(['axes', axesText(axes)]);
  if (seed !== DEFAULT_ADDRESS.seed) entries.push(['seed', String(seed)]);
  if (layoutSeed !== DEFAULT_ADDRESS.layoutSeed) entries.push(['umap', String(layoutSeed)]);
  if (psi !== DEFAULT_ADDRESS.psi) entries.push(['psi', String(psi)]);
  if (label !== DEFAULT_ADDRESS.label) entries.push(['class', String(label)]);
  if (toLabel !== null) entries.push(['to', String(toLabel)], ['share', String(share)]);
  if (sliders !== DEFAULT_ADDRESS.sliders) entries.push(['sliders', sliders]);
  if (path !== DEFAULT_ADDRESS.path) entries.push(['path', path]);
  if (drawn !== null) entries.push(['drawn', drawnPathText(drawn)]);
  if (basketsText(baskets) !== '') entries.push(['pins', basketsText(baskets)]);
  if (groupsText(groups) !== '') entries.push(['groups', groupsText(groups)]);
  const hidden = (['decoded', 'encoded'] as const).filter((layer) => !shows[layer]);
  if (hidden.length > 0) entries.push(['hide', hidden.join(',')]);
  if (shows.neighbors) entries.push(['show', 'neighbors']);
  const size = latents.reduce((sum, { length }) => sum + length, 0);
  if (size > 0 && size <= MAX_VALUES) entries.push(['z', latents.map(latentText).join(';')]);
  return entries.map(([name, value]) => `${name}=${value}`).join('&');
}

/** The latents of several places, in their order. */
const parseLatents = (text: string): Float32Array[] =>
  text === '' ? [] : text.split(';').map((one) => parseLatent(one) ?? new Float32Array(0));

export function axesText(axes: LatentAxes): string {
  return axes.kind === 'latents' ? `${String(axes.x)},${String(axes.y)}` : axes.kind;
}

export function parseAxes(text: string): LatentAxes | null {
  if (text === 'principal' || text === 'draws' || text === 'umap') return { kind: text };
  const [, x, y] = /^(\d{1,4}),(\d{1,4})$/.exec(text) ?? [];
  return x === undefined || y === undefined ? null : { kind: 'latents', x: Number(x), y: Number(y) };
}
