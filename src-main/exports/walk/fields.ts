import { boolean, choice, EXPORT_GROUP, integer } from '../../contract/hyperparameters';
import type { ClassChoice } from '../../contract/latent';
import { RUN_LIMITS, type Run } from '../../contract/run';
import type { SavedLatents } from '../../contract/saved-latents';
import type { PathKind } from '../../presentation/latent-geometry';
import { FILM_LIMITS, filmLatents, type FilmOptions } from '../../presentation/walk-film';
import type { ReadOnlyStore } from '../../store/open';
import { checkpointField, weightsField } from '../checkpoint-fields';
import type { ExportContext } from '../exporter';
import type { WalkRequest } from './decoded-walk';

const group = EXPORT_GROUP;
/** A walk is one that is saved with the run, by its number; the pins of the run in order; or one through random latents. */
const [PINS, RANDOM] = ['pins', 'random'];
const AS_FOUND = 'as-found';
const FEWEST = 2;
const MOST = 120;

interface Saved {
  readonly walks: readonly SavedLatents[];
  readonly pins: readonly SavedLatents[];
}

function savedOf(runId: number | undefined, { savedLatents }: Pick<ReadOnlyStore, 'savedLatents'>): Saved {
  const all = runId === undefined ? [] : savedLatents.list(runId);
  return {
    walks: all.filter(({ kind, latents }) => kind === 'walk' && latents.length >= FEWEST),
    pins: all.filter(({ kind }) => kind === 'pin'),
  };
}

const RANDOM_WALK = { field: 'walk', value: RANDOM };

/** What every format of a walk asks: the walk, and what decodes it. */
export function walkFields(runs: readonly Run[], about: ExportContext) {
  const { walks, pins } = savedOf(runs[0]?.id, about.store);
  const options = [
    ...walks.map(({ id, name }) => ({ value: String(id), label: name })),
    ...(pins.length >= FEWEST ? [{ value: PINS, label: 'Through all pins' }] : []),
    { value: RANDOM, label: 'Through random latents' },
  ];
  return {
    walk: choice<string>({
      label: 'Walk',
      help: 'A walk that was saved on the Latent screen, one through all pins in order, or one through latents drawn from the prior.',
      group,
      default: options[0]?.value ?? RANDOM,
      options,
    }),
    latents: integer({
      label: 'Random latents',
      help: 'How many are drawn, if the walk goes through random latents.',
      group,
      onlyWith: RANDOM_WALK,
      default: 5,
      min: FEWEST,
      max: MOST,
    }),
    seed: integer({
      label: 'Seed',
      help: 'Equal seeds draw equal latents.',
      group,
      onlyWith: RANDOM_WALK,
      default: 1,
      ...RUN_LIMITS.seed,
    }),
    path: choice<PathKind | typeof AS_FOUND>({
      label: 'Interpolation',
      help: 'Between two latents: along a great circle, or along a line.',
      group,
      default: AS_FOUND,
      options: [
        { value: AS_FOUND, label: 'as the walk was found' },
        { value: 'spherical', label: 'spherical' },
        { value: 'linear', label: 'linear' },
      ],
    }),
    first: integer({
      label: 'From latent',
      help: 'The first latent of the walk.',
      group,
      default: 1,
      min: 1,
      max: MOST,
    }),
    last: integer({
      label: 'To latent',
      help: 'The last latent of the walk; beyond its end, the last that it has.',
      group,
      default: MOST,
      min: 1,
      max: MOST,
    }),
    step: checkpointField(runs, about, 'The step of the checkpoint that decodes them.'),
    weights: weightsField(runs),
  };
}

/** What the animations of a walk ask besides. */
export const animationFields = (runs: readonly Run[], about: ExportContext) => ({
  ...walkFields(runs, about),
  frames: integer({
    label: 'Frames',
    help: 'Latents at even distances along the walk, each decoded as a frame.',
    group,
    default: 60,
    ...FILM_LIMITS.frames,
  }),
  rate: integer({
    label: 'Frame rate',
    help: 'Frames shown in a second.',
    group,
    default: 20,
    ...FILM_LIMITS.framesPerSecond,
    unit: 'per second',
  }),
  returns: boolean({
    label: 'There and back',
    help: 'Whether it goes back to its start instead of starting again.',
    group,
    default: true,
  }),
});

export interface WalkOptions {
  readonly walk: string;
  readonly latents: number;
  readonly seed: number;
  readonly path: PathKind | typeof AS_FOUND;
  readonly first: number;
  readonly last: number;
  readonly step: string;
  readonly weights: WalkRequest['weights'];
}

/** What is decoded, and how the walk is named. */
export interface NamedWalk {
  readonly name: string;
  readonly path: PathKind;
  readonly request: WalkRequest;
}

/** The walk that the options choose. */
export function walkOf(
  store: Pick<ReadOnlyStore, 'savedLatents'>,
  run: Run,
  options: WalkOptions,
  { frames, returns }: Pick<FilmOptions, 'frames' | 'returns'>,
): NamedWalk {
  const { walks, pins } = savedOf(run.id, store);
  const saved = walks.find(({ id }) => String(id) === options.walk);
  const found = saved?.path === 'linear' || saved?.path === 'drawn' ? 'linear' : 'spherical';
  const path = options.path === AS_FOUND ? found : options.path;
  const chosenBy: ClassChoice | undefined = saved ?? (options.walk === PINS ? pins[0] : undefined);
  const given = saved?.latents ?? pins.map(({ latents }) => latents[0] ?? []);
  return {
    name: saved?.name ?? options.walk,
    path,
    request: {
      step: Number(options.step),
      weights: options.weights,
      chosen: { label: chosenBy?.label ?? null, to: chosenBy?.to ?? null },
      through:
        options.walk === RANDOM
          ? { count: options.latents, seed: options.seed }
          : given.map((latent) => Float32Array.from(latent)),
      along(through) {
        const within = (place: number) => Math.min(place, through.length);
        const part = { first: within(options.first), last: within(options.last) };
        return filmLatents(through, path, { ...part, frames, returns, framesPerSecond: 1 });
      },
    },
  };
}

export const walkTitle = ({ walk, seed, step }: WalkOptions): string =>
  `latent-walk-${walk === RANDOM ? `seed-${String(seed)}` : walk}-step-${step}`;
