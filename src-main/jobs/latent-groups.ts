import { at } from '../contract/at';
import { refusal } from '../contract/error';
import type { Balance, LatentGroup, LatentRequest } from '../contract/latent';
import type { LoadedSplit } from '../datasets/load';
import type { Tensor2D } from '../engine/tensorflow';
import { attributeVector, quantileStrata } from '../latent/attributes';
import { measuredAttributes } from '../latent/measured-attributes';
import { directionRows } from './latent-directions';
import { chosenItems, itemsAt, matrixOf } from './tensors';

/** Items of the classes of one group that are encoded: enough for a mean, few enough for an interactive request. */
const MOST_OF_CLASSES = 1000;
/** Strata of a measured attribute: narrow enough that little of it differs within one. */
const QUANTILES = 8;

type GroupsRequest = Extract<LatentRequest, { kind: 'groups' }>;

/**
 * Finds the direction from the encoded items of one group to those of another, for attributes that a person chooses.
 * @returns as `groups` of `LatentRequestSchema`
 * @throws WorkbenchError `latent.no-item`
 */
export function groupDirection(
  test: LoadedSplit,
  encode: (items: Tensor2D) => Tensor2D,
  { a, b, balance }: GroupsRequest,
): Float32Array {
  const [inA, inB] = [membersOf(test, a, b), membersOf(test, b, a)];
  const members = Int32Array.from([...inA, ...inB]);
  const groups = Int8Array.from(members, (_, row) => (row < inA.length ? 1 : -1));
  const latents = matrixOf(() => encode(itemsAt(test, members)));
  const strata = strataOf(test, members, balance);
  const balanced = strata && attributeVector(latents, groups, strata);
  const isBalanced = balanced !== null && balanced.sharedStrata > 0;
  const found = isBalanced ? balanced : attributeVector(latents, groups, null);
  const rows = directionRows({
    origin: found.origin,
    vectors: { values: found.vector, rows: 1, columns: latents.columns },
    shares: Float64Array.of(found.separation),
  });
  return Float32Array.from([inA.length, inB.length, isBalanced ? balanced.sharedStrata : 0, ...rows]);
}

/** The items of a group. What was picked for the other group is not in this one because of its class. */
function membersOf(test: LoadedSplit, { classes, items }: LatentGroup, other: LatentGroup): number[] {
  const { labels, count } = test;
  if (items.some((item) => item >= count)) throw refusal('latent.no-item', { count, split: 'test' });
  const picked = new Set(items);
  const elsewhere = new Set(other.items);
  const ofClasses: number[] = [];
  if (labels !== null && classes.length > 0)
    for (let item = 0; item < count; item++)
      if (classes.includes(at(labels, item)) && !picked.has(item) && !elsewhere.has(item))
        ofClasses.push(item);
  const chosen = chosenItems({ count: ofClasses.length }, MOST_OF_CLASSES, 'latent/groups');
  return [...picked, ...Array.from(chosen, (place) => at(ofClasses, place))];
}

/** The strata of items; null where they cannot be divided so. */
function strataOf(test: LoadedSplit, members: Int32Array, balance: Balance): Uint8Array | null {
  if (balance === 'nothing') return null;
  const { labels } = test;
  if (balance === 'classes') return labels && Uint8Array.from(members, (item) => at(labels, item));
  const images = matrixOf(() => itemsAt(test, members));
  return quantileStrata(measuredAttributes(images.values, test)[balance], QUANTILES);
}
