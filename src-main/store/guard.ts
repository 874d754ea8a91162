import { withStorageProblems } from './problems';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what the functions take is theirs alone to know
type Functions = Readonly<Record<string, (...given: any[]) => unknown>>;

/**
 * The same functions, whose errors of SQLite or of the file system are problems with a sentence.
 * @param before called ahead of each
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

/** Rows that are read as they are asked for fail as they are asked for. */
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
