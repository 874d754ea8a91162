import { at } from '../../contract/at';
import type { Branch, Group } from './folder-levels';

/** Where a folder lies, from what was given on. */
export function placeOf({ name, branches: [first] }: Group): string {
  return first === undefined ? name : `${first.path.slice(0, -first.rest.join('/').length)}${name}`;
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

/** The level of the next folders, by those around them. */
export function levelText([first]: readonly Branch[]): string {
  const depth = first === undefined ? 0 : first.path.split('/').length - first.rest.length;
  return depth < ORDINALS.length
    ? `the ${at(ORDINALS, depth)} folder level`
    : `folder level ${String(depth + 1)}`;
}

/** “a”, “b” and “c” */
export const quoted = (names: readonly string[]): string => {
  const all = names.map((name) => `“${name}”`);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${at(all, all.length - 1)}`;
};
