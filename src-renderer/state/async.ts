/** Resolves after `ms`, or at once when the signal aborts. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}

/** The items of `source`, until it ends or `failed` rejects. */
export async function* untilFailed<Item>(
  source: AsyncIterable<Item>,
  failed: Promise<never>,
): AsyncGenerator<Item, void, void> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const result = await Promise.race([iterator.next(), failed]);
      if (result.done === true) return;
      yield result.value;
    }
  } finally {
    // Not awaited: a broken stream may never answer.
    void iterator.return?.()?.catch(() => undefined);
  }
}
