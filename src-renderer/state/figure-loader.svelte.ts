import { BoundedMap } from '../../src-main/contract/bounded-map';
import type { Problem } from '../../src-main/contract/error';
import { readBytes } from './read-bytes';
import { describe } from './toasts.svelte';

const MAX_FIGURES = 64;

/** Loads figures that consist of numbers on request; keeps the last figure visible until the next is loaded. */
export class FigureLoader<T> {
  value = $state.raw<T | null>(null);
  /** Why there is no value, if the last request failed. */
  problem = $state.raw<Problem | null>(null);
  readonly #decode: (bytes: ArrayBuffer) => T;
  readonly #seen: (value: T) => void;
  #wanted = $state.raw<string | null>(null);
  #loaded = $state.raw<string | null>(null);
  readonly #cache = new BoundedMap<string, Promise<T>>(MAX_FIGURES);

  /** @param seen called with each value that becomes visible */
  constructor(decode: (bytes: ArrayBuffer) => T, seen: (value: T) => void = () => undefined) {
    this.#decode = decode;
    this.#seen = seen;
  }

  /** Whether a figure other than `value` is loading. */
  get late(): boolean {
    return this.#wanted !== this.#loaded;
  }

  /** @param path one of `filePaths` */
  show(path: string | null): void {
    this.#wanted = path;
    if (path === null) {
      this.#take(null, null, null);
      return;
    }
    void this.#load(path).then(
      (value) => {
        if (this.#wanted !== path) return;
        this.#take(path, value, null);
        this.#seen(value);
      },
      (error: unknown) => {
        this.#cache.delete(path);
        // An older figure would be mistaken for the requested one.
        if (this.#wanted === path) this.#take(path, null, describe(error));
      },
    );
  }

  retry(): void {
    this.show(this.#wanted);
  }

  #take(path: string | null, value: T | null, problem: Problem | null): void {
    this.#loaded = path;
    this.value = value;
    this.problem = problem;
  }

  #load(path: string): Promise<T> {
    const known = this.#cache.get(path);
    if (known) return known;
    const loading = readBytes(path).then(this.#decode);
    this.#cache.set(path, loading);
    return loading;
  }
}
