import { CONCEPTS, type ConceptId } from '../../src-main/presentation/concepts/list';
import type { LatentPlace } from '../../src-main/contract/latent';
import { AlertKindSchema, type AlertKind } from '../../src-main/contract/alert';
import { parsePlace, placeText } from './latent-address';

export type Route =
  | { view: 'runs' }
  | { view: 'trash' }
  | { view: 'run'; id: number }
  | { view: 'new'; from: number | null; model: string | null; remedy: AlertKind | null }
  | { view: 'compare'; ids: readonly number[] }
  | { view: 'latent'; places: readonly LatentPlace[]; query: string }
  | { view: 'sweeps'; id: number | null }
  | { view: 'models'; id: string | null }
  | { view: 'concept'; id: ConceptId }
  | { view: 'datasets'; id: string | null }
  | { view: 'workers' }
  | { view: 'settings' };

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view = '', rest = '', more = ''] = decoded(path.split('/'));
  switch (view) {
    case 'runs':
      return wholeNumber(rest) === null ? { view: 'runs' } : { view: 'run', id: Number(rest) };
    case 'trash':
      return { view: 'trash' };
    case 'new':
      return {
        view: 'new',
        from: wholeNumber(rest),
        model: wholeNumber(rest) === null ? orNull(rest) : null,
        remedy: AlertKindSchema.safeParse(more).data ?? null,
      };
    case 'compare':
      return { view: 'compare', ids: [...new Set(rest.split(',').flatMap((id) => wholeNumber(id) ?? []))] };
    case 'latent':
      return { view: 'latent', places: rest.split(',').flatMap((text) => parsePlace(text) ?? []), query };
    case 'sweeps':
      return { view: 'sweeps', id: wholeNumber(rest) };
    case 'models':
      return { view: 'models', id: orNull(rest) };
    case 'concepts':
      return conceptRoute(rest);
    case 'datasets':
      return { view: 'datasets', id: orNull(rest) };
    case 'workers':
      return { view: 'workers' };
    case 'settings':
      return { view: 'settings' };
    default:
      return { view: 'runs' };
  }
}

/** The concept's page, or the list of all models for an unknown concept. */
function conceptRoute(rest: string): Route {
  const found = CONCEPTS.find(({ id }) => id === rest);
  return found ? { view: 'concept', id: found.id } : { view: 'models', id: null };
}

/** Empty if the address is not valid (cut off within a character): a person may have typed it. */
function decoded(parts: readonly string[]): string[] {
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return [];
  }
}

function wholeNumber(text: string): number | null {
  return /^[1-9]\d*$/.test(text) ? Number(text) : null;
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

export const paths = {
  runs: '#/runs',
  trash: '#/trash',
  run: (id: number) => `#/runs/${String(id)}`,
  newRun: '#/new',
  newRunFrom: (id: number) => `#/new/${String(id)}`,
  /** Form with the settings of a run and the remedy for an alert. */
  newRunWithRemedy: (id: number, alert: AlertKind) => `#/new/${String(id)}/${alert}`,
  newRunOf: (model: string) => `#/new/${encodeURIComponent(model)}`,
  compare: (ids: readonly number[]) => (ids.length === 0 ? '#/compare' : `#/compare/${ids.join(',')}`),
  latent: (places: readonly LatentPlace[], query = '') =>
    `#/latent${places.length === 0 ? '' : `/${places.map(placeText).join(',')}`}${query === '' ? '' : `?${query}`}`,
  latentOf: (ids: readonly number[]) => paths.latent(ids.map((id) => ({ id, weights: 'average' as const }))),
  sweeps: '#/sweeps',
  sweep: (id: number) => `#/sweeps/${String(id)}`,
  models: '#/models',
  model: (id: string) => `#/models/${encodeURIComponent(id)}`,
  concept: (id: ConceptId) => `#/concepts/${id}`,
  datasets: '#/datasets',
  dataset: (id: string) => `#/datasets/${encodeURIComponent(id)}`,
  workers: '#/workers',
  settings: '#/settings',
} as const;
