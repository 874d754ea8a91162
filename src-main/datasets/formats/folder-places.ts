import type { LabelSource } from '../../contract/problems/catalogue';
import type { Branch, Group } from './folder-levels';

/** The path of a folder, relative to the given folder. */
export function placeOf({ name, branches: [first] }: Group): string {
  return first === undefined ? name : `${first.path.slice(0, -first.rest.join('/').length)}${name}`;
}

/** The label source if the next folders are the classes: the number of their level. */
export function levelSource([first]: readonly Branch[]): LabelSource {
  const level = first === undefined ? 0 : first.path.split('/').length - first.rest.length;
  return { code: 'folder-level', level };
}
