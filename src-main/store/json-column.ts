/** The value in a JSON column; `undefined`, which no row schema accepts, if the JSON is invalid. */
export function jsonOf(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
