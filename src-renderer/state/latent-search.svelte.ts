import { attempt } from './actions';
import { classChoice, type ChosenClass } from '../pure/latent-class';
import type { Latent } from '../../src-main/presentation/latent-geometry';
import type { LatentModel } from './latent-model.svelte';

const [TOTAL, PART] = [400, 20];

/** A search for the latent of an image, in parts: the latent is shown after each part. */
export class LatentSearch {
  isRunning = $state.raw(false);
  /** Mean squared error before each step. */
  errors = $state.raw<readonly number[]>([]);
  readonly total = TOTAL;
  readonly #model: LatentModel;
  #stopped = new AbortController();

  constructor(model: LatentModel) {
    this.#model = model;
  }

  stop(): void {
    this.#stopped.abort();
    this.isRunning = false;
  }

  /** Starts from the current latent. @returns the latent after the last step; null if there was none to start from, or another search began */
  async run(item: Float32Array, { chosen }: { readonly chosen: ChosenClass }): Promise<Latent | null> {
    const { facts, latent } = this.#model;
    if (facts === null || latent === null) return null;
    this.stop();
    this.#stopped = new AbortController();
    const { signal } = this.#stopped;
    this.isRunning = true;
    this.errors = [];
    const size = 3 * facts.latentSize;
    const values = new Float32Array(size + item.length);
    values.set(latent);
    values.set(item, size);
    const { label } = classChoice(chosen, facts.classes);
    await attempt(async () => {
      for (let taken = 0; taken < TOTAL && !signal.aborted; taken += PART) {
        const answer = await this.#model.ask({ kind: 'search', steps: PART, taken, label }, values);
        if (signal.aborted) return;
        const found = new Float32Array(answer);
        values.set(found.subarray(0, size));
        this.errors = [...this.errors, ...found.subarray(size)];
        this.#model.look(found.slice(0, facts.latentSize), chosen);
      }
    });
    if (this.#stopped.signal !== signal) return null;
    this.isRunning = false;
    return values.slice(0, facts.latentSize);
  }
}
