import type { LabelSource } from '../../contract/problems/catalogue';
import type { Branch, Group } from './folder-levels';

/** Where a folder lies, from what was given on. */
export function placeOf({ name, branches: [first] }: Group): string {
  return first === undefined ? name : `${first.path.slice(0, -first.rest.join('/').length)}${name}`;
}

/** Labels from the level of the next folders, by those around them. */
export function levelSource([first]: readonly Branch[]): LabelSource {
  const level = first === undefined ? 0 : first.path.split('/').length - first.rest.length;
  return { code: 'folder-level', level };
}
