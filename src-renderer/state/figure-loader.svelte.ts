import { filePaths } from '../../src-main/contract/files';
import { scatterReach } from '../pure/scatter';

const KEPT = 64;

/** Loads scatter figures as they are asked for; keeps the last one in sight until the next has come. */
export class ScatterLoader {
  triples = $state.raw<Float32Array | null>(null);
  /** Only grows, so that the plane does not shift while scrubbing. */
  reach = $state.raw(1);
  #wanted: number | null = null;
  readonly #cache = new Map<number, Promise<Float32Array>>();

  show(sampleId: number | null): void {
    this.#wanted = sampleId;
    if (sampleId === null) {
      this.triples = null;
      return;
    }
    void this.#load(sampleId).then(
      (triples) => {
        if (this.#wanted !== sampleId) return;
        this.triples = triples;
        this.reach = Math.max(this.reach, scatterReach(triples));
      },
      () => this.#cache.delete(sampleId),
    );
  }

  #load(sampleId: number): Promise<Float32Array> {
    const known = this.#cache.get(sampleId);
    if (known) return known;
    const oldest = this.#cache.keys().next().value;
    if (this.#cache.size >= KEPT && oldest !== undefined) this.#cache.delete(oldest);
    const loading = fetch(filePaths.sample(sampleId)).then(async (response) => {
      if (!response.ok) throw new Error(`The latent plane could not be read (${String(response.status)}).`);
      return new Float32Array(await response.arrayBuffer());
    });
    this.#cache.set(sampleId, loading);
    return loading;
  }
}
