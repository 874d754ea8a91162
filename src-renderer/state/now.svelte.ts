const EVERY_MS = 1_000;

/** The time, for texts such as `12 s ago`; it goes on only while something shows it. */
class Now {
  at = $state.raw(Date.now());
  #followers = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @returns a function that ends it */
  follow(): () => void {
    this.at = Date.now();
    this.#followers += 1;
    this.#timer ??= setInterval(() => (this.at = Date.now()), EVERY_MS);
    return () => {
      this.#followers -= 1;
      if (this.#followers > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }
}

export const now = new Now();
