import { filePaths } from '../../src-main/contract/files';

const KEPT = 64;

/** Loads figures that are numbers as they are asked for; keeps the last one in sight until the next has come. */
export class FigureLoader<T> {
  value = $state.raw<T | null>(null);
  readonly #decode: (bytes: ArrayBuffer) => T;
  readonly #seen: (value: T) => void;
  #wanted: number | null = null;
  readonly #cache = new Map<number, Promise<T>>();

  /** @param seen told of each value that comes into sight */
  constructor(decode: (bytes: ArrayBuffer) => T, seen: (value: T) => void = () => undefined) {
    this.#decode = decode;
    this.#seen = seen;
  }

  show(sampleId: number | null): void {
    this.#wanted = sampleId;
    if (sampleId === null) {
      this.value = null;
      return;
    }
    void this.#load(sampleId).then(
      (value) => {
        if (this.#wanted !== sampleId) return;
        this.value = value;
        this.#seen(value);
      },
      () => this.#cache.delete(sampleId),
    );
  }

  #load(sampleId: number): Promise<T> {
    const known = this.#cache.get(sampleId);
    if (known) return known;
    const oldest = this.#cache.keys().next().value;
    if (this.#cache.size >= KEPT && oldest !== undefined) this.#cache.delete(oldest);
    const loading = fetch(filePaths.sample(sampleId)).then(async (response) => {
      if (!response.ok) throw new Error(`The figure could not be read (${String(response.status)}).`);
      return this.#decode(await response.arrayBuffer());
    });
    this.#cache.set(sampleId, loading);
    return loading;
  }
}
