import { allOf } from '../../texts/lists';

/** “a”, “b” and “c” */
export const quoted = (names: readonly string[]): string => allOf(names.map((name) => `“${name}”`));
