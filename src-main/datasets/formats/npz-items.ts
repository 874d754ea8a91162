import type { LeftOut } from '../../contract/dataset';
import { splitHint } from '../file-names';
import type { NpyArray } from './npy-file';
import { imageViews, type ImageView } from './npy-items';
import { isLabelName, labelCount } from './npz-labels';

const IMAGES_NAME = /image|img|pixel|picture|photo|^x\d*([-_. ]|$)|^data$/i;

/** Arrays of images or points, and similar ones that are left out. */
export interface ItemArrays {
  readonly images: readonly ImageView[];
  readonly points: readonly { readonly array: NpyArray; readonly isTransposed: boolean }[];
  readonly leftOut: readonly LeftOut[];
}

/** Finds the arrays of images, or else of points. */
export function itemArrays(arrays: readonly NpyArray[]): ItemArrays {
  const numbers = arrays.filter(({ element }) => element.kind === 'numbers');
  const counts = new Set(arrays.map(labelCount).filter((count) => count !== null));
  const views = numbers
    .filter((array) => array.shape.length > 1 && labelCount(array) === null && !hasPairs(array))
    .flatMap((array) => imageViews(array, counts)[0] ?? []);
  const points = numbers
    .filter((array) => hasPairs(array) && !isLabelName(array))
    .map((array) => ({ array, isTransposed: array.shape[1] !== 2 }));
  const transposed = numbers
    .filter(({ shape: [two, n = 0], shape }) => shape.length === 2 && two === 2 && n !== 2 && counts.has(n))
    .map((array) => ({ array, isTransposed: true }));
  if (views.length === 0) return { images: [], points: [...points, ...transposed], leftOut: [] };
  const { needed, leftOut } = withoutCompanions(views);
  const [first] = needed;
  const why = { code: 'points-beside-images', images: first?.array.name ?? '' } as const;
  return {
    images: needed,
    points: [],
    leftOut: [...leftOut, ...points.map(({ array: { name } }) => ({ name, why }))],
  };
}

const hasPairs = ({ shape }: NpyArray) => shape.length === 2 && shape[1] === 2;

/**
 * Besides images, a file may have equally many masks, embeddings and so on. Chooses the arrays that are most likely the
 * images.
 */
function withoutCompanions(views: readonly ImageView[]): { needed: ImageView[]; leftOut: LeftOut[] } {
  const score = ({ array }: ImageView) =>
    (isLabelName(array) ? 0 : 4) +
    (array.shape.length > 2 ? 2 : 0) +
    (IMAGES_NAME.test(array.ownName) ? 1 : 0);
  const best = (view: ImageView) =>
    views
      .filter(
        (other) => other.count === view.count && splitHint(other.array.name) === splitHint(view.array.name),
      )
      .reduce((a, b) => (score(b) > score(a) ? b : a));
  const needed = views.filter((view) => score(view) === score(best(view)));
  const leftOut = views
    .filter((view) => !needed.includes(view))
    .map((view): LeftOut => ({
      name: view.array.name,
      why: { code: 'not-needed', beside: best(view).array.name },
    }));
  return { needed, leftOut };
}
