const KEPT = 64;

/** Loads figures that are numbers as they are asked for; keeps the last one in sight until the next has come. */
export class FigureLoader<T> {
  value = $state.raw<T | null>(null);
  readonly #decode: (bytes: ArrayBuffer) => T;
  readonly #seen: (value: T) => void;
  #wanted: string | null = null;
  readonly #cache = new Map<string, Promise<T>>();

  /** @param seen told of each value that comes into sight */
  constructor(decode: (bytes: ArrayBuffer) => T, seen: (value: T) => void = () => undefined) {
    this.#decode = decode;
    this.#seen = seen;
  }

  /** @param path one of `filePaths` */
  show(path: string | null): void {
    this.#wanted = path;
    if (path === null) {
      this.value = null;
      return;
    }
    void this.#load(path).then(
      (value) => {
        if (this.#wanted !== path) return;
        this.value = value;
        this.#seen(value);
      },
      () => this.#cache.delete(path),
    );
  }

  #load(path: string): Promise<T> {
    const known = this.#cache.get(path);
    if (known) return known;
    const oldest = this.#cache.keys().next().value;
    if (this.#cache.size >= KEPT && oldest !== undefined) this.#cache.delete(oldest);
    const loading = fetch(path).then(async (response) => {
      if (!response.ok) throw new Error(`The figure could not be read (${String(response.status)}).`);
      return this.#decode(await response.arrayBuffer());
    });
    this.#cache.set(path, loading);
    return loading;
  }
}
