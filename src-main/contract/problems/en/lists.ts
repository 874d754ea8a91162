import { at } from '../../at';
/** “a”, “b” and “c” */
export const quoted = (names: readonly string[]): string => {
  const all = names.map((name) => `“${name}”`);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${at(all, all.length - 1)}`;
};
