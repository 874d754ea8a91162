/** A map of at most `most` entries: a new entry drops the oldest. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
  readonly #most: number;
  readonly #onDrop: (value: Value) => void;

  /** @param onDrop called with each dropped value, but not with deleted or replaced ones */
  constructor(most: number, onDrop: (value: Value) => void = () => undefined) {
    super();
    this.#most = most;
    this.#onDrop = onDrop;
  }

  override set(key: Key, value: Value): this {
    super.set(key, value);
    for (const [oldest, dropped] of this) {
      if (this.size <= this.#most) break;
      this.delete(oldest);
      this.#onDrop(dropped);
    }
    return this;
  }
}
