import { planePoint, type LatentPlane } from '../../src-main/presentation/latent-geometry';
import { drawnPath, type PlanePlace } from '../pure/drawn-path';
import type { LatentModel } from './latent-model.svelte';

/** A path drawn by hand over the planes of all models. Each model keeps its latents when other planes are shown. */
export class DrawnPath<M extends Pick<LatentModel, 'drawn'>> {
  readonly #models: () => Iterable<M>;
  readonly #planeOf: (model: M) => LatentPlane | undefined;
  #places = $state.raw<readonly PlanePlace[] | null>(null);

  /** @param places of a path that planes show once they are found */
  constructor(
    screen: { models: () => Iterable<M>; planeOf: (model: M) => LatentPlane | undefined },
    places: readonly PlanePlace[] | null,
  ) {
    this.#models = screen.models;
    this.#planeOf = screen.planeOf;
    this.#places = places;
  }

  /** The path in the coordinates of the planes; null without one, and once other planes are shown, over which it is none. */
  readonly places = $derived.by(() => {
    const places = this.#places;
    const [first] = places ?? [];
    if (places === null || first === undefined) return null;
    const isThere = [...this.#models()].every((model) => {
      if (model.drawn === null) return true;
      const plane = this.#planeOf(model);
      const start = plane && planePoint(plane, ...first);
      return start?.every((value, i) => value === model.drawn?.[0]?.[i]) === true;
    });
    return isThere ? places : null;
  });

  /** Takes the path of a pointer over the planes of all models. */
  draw(pointer: readonly PlanePlace[]): void {
    const places = drawnPath(pointer);
    this.#places = places;
    for (const model of this.#models()) {
      const plane = this.#planeOf(model);
      model.drawn =
        plane === undefined || places === null ? null : places.map(([x, y]) => planePoint(plane, x, y));
    }
  }

  clear(): void {
    this.#places = null;
  }

  /** Gives the path to a model that has none, because its plane has just been found. */
  giveTo(model: M, plane: LatentPlane): void {
    if (model.drawn === null) model.drawn = this.places?.map(([x, y]) => planePoint(plane, x, y)) ?? null;
  }
}
