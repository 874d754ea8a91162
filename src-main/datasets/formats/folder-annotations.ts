import type { LeftOut } from '../../contract/dataset';
import { isAnnotationName, isNeutralName } from '../split-names';
import type { Branch } from './folder-levels';

/** The direct contents of a folder. */
interface Contents {
  readonly folders: Set<string>;
  hasImages: boolean;
}

/**
 * Removes pictures that describe others, such as segmentation masks beside images, at any level. They are recognised
 * where a folder contains only one folder of images, by its name, and folders of annotations.
 */
export function withoutAnnotations(branches: readonly Branch[]): {
  images: readonly Branch[];
  leftOut: LeftOut[];
} {
  const places = new Set<string>();
  for (const [place, { folders, hasImages }] of contentsOf(branches)) {
    const names = [...folders];
    const annotations = names.filter(isAnnotationName);
    const isClear = names.filter(isNeutralName).length === 1 && annotations.length === names.length - 1;
    if (!isClear || hasImages) continue;
    for (const name of annotations) places.add(`${place}${name}/`);
  }
  if (places.size === 0) return { images: branches, leftOut: [] };
  const images: Branch[] = [];
  const out = new Map<string, Branch[]>();
  for (const branch of branches) {
    const place = placesOf(branch).find((one) => places.has(one));
    const own = place === undefined ? images : (out.get(place) ?? []);
    own.push(branch);
    if (place !== undefined) out.set(place, own);
  }
  return {
    images,
    leftOut: [...out].map(([place, own]) => ({
      name: place.slice(0, -1),
      why: { code: 'annotations', count: own.length },
    })),
  };
}

/** The folders that contain a picture, the outermost first, each with its slash. */
function placesOf({ path }: Branch): string[] {
  const places: string[] = [];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1))
    places.push(path.slice(0, at + 1));
  return places;
}

function contentsOf(branches: readonly Branch[]): Map<string, Contents> {
  const found = new Map<string, Contents>();
  const at = (place: string): Contents => {
    const known = found.get(place) ?? { folders: new Set<string>(), hasImages: false };
    found.set(place, known);
    return known;
  };
  for (const branch of branches) {
    let around = '';
    for (const place of placesOf(branch)) {
      at(around).folders.add(place.slice(around.length, -1));
      around = place;
    }
    at(around).hasImages = true;
  }
  return found;
}
