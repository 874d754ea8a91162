/** The value of JSON, e.g. in a column of a table; `undefined`, which no schema accepts, if it is invalid. */
export function jsonOf(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
