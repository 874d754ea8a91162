import { refusal } from '../contract/error';

/**
 * Work that takes longer than this yields to the event loop. Far below the limit of 50 ms: a busy machine is slower.
 */
const SLICE_MS = 8;

const waiting: (() => void)[] = [];

function release(): void {
  const next = waiting.shift();
  if (waiting.length > 0) setImmediate(release);
  next?.();
}

/**
 * Resolves in a turn of the event loop that no other sliced work uses: ten long reads at once take ten turns, so that
 * requests that arrive between them are answered.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(release);
  });
}

/**
 * Yields the parts of long work, for a few milliseconds in each turn of the event loop.
 * @param parts take a few milliseconds each at most; each is generated when it is requested
 * @param closed aborted when the source of the parts is closed
 * @throws WorkbenchError `workbench.closed` after that
 */
export async function* inTurns<T>(parts: Iterable<T>, closed: AbortSignal): AsyncGenerator<T[], void, void> {
  const iterator = parts[Symbol.iterator]();
  try {
    for (let done = false; !done;) {
      await nextTurn();
      if (closed.aborted) throw refusal('workbench.closed', {});
      const until = performance.now() + SLICE_MS;
      const made: T[] = [];
      do {
        const result = iterator.next();
        done = result.done === true;
        if (result.done !== true) made.push(result.value);
      } while (!done && performance.now() < until);
      if (made.length > 0) yield made;
    }
  } finally {
    iterator.return?.();
  }
}

/** As `inTurns`, with texts joined and encoded as UTF-8. */
export async function* textInTurns(
  parts: Iterable<string>,
  closed: AbortSignal,
): AsyncGenerator<Uint8Array, void, void> {
  for await (const texts of inTurns(parts, closed)) yield Buffer.from(texts.join(''), 'utf8');
}
