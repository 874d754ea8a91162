import type { Problem } from '../../src-main/contract/error';
import { wait } from '../../src-main/contract/wait';
import type { Latent } from '../../src-main/presentation/latent-geometry';
import type { DecodedItem } from '../pure/decoded-item';
import type { ChosenClass } from '../pure/latent-class';
import type { LatentModel } from './latent-model.svelte';
import { describe } from './toasts.svelte';

/** Training images, the nearest first. */
interface FoundNeighbors {
  readonly items: readonly number[];
  /** Euclidean distances, one for each. */
  readonly distances: readonly number[];
  /** Whether distances are of features rather than of pixels. */
  readonly isFeatures: boolean;
  readonly images: DecodedItem['values'];
}

const COUNT = 6;
/** The latent must rest for this long: decoding along the path of the pointer has priority. */
const REST_MS = 250;

/** The training images nearest to what a model decodes. */
export class NeighborImages {
  found = $state.raw<FoundNeighbors | null>(null);
  /** The numbers of training images that are encoded, and of all; null once they are. */
  progress = $state.raw<{ readonly done: number; readonly total: number } | null>(null);
  problem = $state.raw<Problem | null>(null);
  readonly #model: LatentModel;

  constructor(model: LatentModel) {
    this.#model = model;
  }

  /** Searches until the returned function is called. Meant as the body of an effect. */
  search(latent: Latent, chosen: ChosenClass): () => void {
    const controller = new AbortController();
    const { signal } = controller;
    this.#find(latent, chosen, signal).catch((error: unknown) => {
      if (!signal.aborted) this.problem = describe(error);
    });
    return () => controller.abort();
  }

  async #find(latent: Latent, chosen: ChosenClass, signal: AbortSignal): Promise<void> {
    await wait(REST_MS, signal);
    while (!signal.aborted) {
      const { done, total, ...found } = await this.#model.neighbors(latent, chosen, COUNT);
      if (signal.aborted) return;
      this.progress = done < total ? { done, total } : null;
      if (done < total) continue;
      const images = await this.#model.splitItems('training', found.items);
      if (signal.aborted) return;
      this.found = { ...found, images };
      this.problem = null;
      return;
    }
  }
}
