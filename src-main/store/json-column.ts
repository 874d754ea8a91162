/** The value in a column of JSON; `undefined`, which no schema of a row takes, where it is broken. */
export function jsonOf(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
