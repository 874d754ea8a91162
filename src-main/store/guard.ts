import { withStorageProblems } from './problems';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the parameters of the functions are not known here
type Functions = Readonly<Record<string, (...given: any[]) => unknown>>;

/**
 * Wraps functions so that errors of SQLite or of the file system become problems with a message.
 * @param before called before each function
 */
export function guarded<T extends Functions>(functions: T, file: string, before?: () => void): T {
  const entries = Object.entries(functions).map(([name, work]) => [
    name,
    (...given: unknown[]) =>
      withStorageProblems(file, () => {
        before?.();
        const result = work(...given);
        return isIterator(result) ? iterated(result, file) : result;
      }),
  ]);
  return Object.fromEntries(entries) as T;
}

/** Rows that are read lazily also fail lazily. */
function* iterated(rows: Iterator<unknown, unknown>, file: string): Generator<unknown, unknown> {
  try {
    for (;;) {
      const next = withStorageProblems(file, () => rows.next());
      if (next.done === true) return next.value;
      yield next.value;
    }
  } finally {
    rows.return?.();
  }
}

function isIterator(value: unknown): value is Iterator<unknown, unknown> {
  return typeof (value as { next?: unknown } | null | undefined)?.next === 'function';
}
