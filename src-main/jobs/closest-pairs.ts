import type { ClosestPairs } from '../contract/quality';
import type { LoadedSplit } from '../datasets/load';
import type { ClosestPair } from '../evaluation/copying';
import { encodeSheet, sheetLayout } from '../images/sheet';

/** As many pairs as fit side by side. */
const SHOWN = 8;

/** The shown pairs, with their image. */
export interface PicturedPairs {
  readonly pairs: ClosestPairs;
  /** A PNG: a sample above its nearest training image in each column. */
  readonly png: Uint8Array;
}

/**
 * Draws the samples that are nearest to training images, above these.
 * @param found pairs, lowest ratio first, with rows of `samples` and `training`
 * @param floorDistance mean distance of the held-out images that are nearest to training images; null if not known
 * @returns null if items are not images, or there are no pairs
 */
export function picturedPairs(
  found: readonly ClosestPair[],
  samples: LoadedSplit,
  training: LoadedSplit,
  floorDistance: number | null,
): PicturedPairs | null {
  const shown = found.slice(0, SHOWN);
  const { items, height, width, channels } = samples;
  const known = training.items;
  if (shown.length === 0 || !(items instanceof Uint8Array) || !(known instanceof Uint8Array)) return null;
  const size = height * width * channels;
  const tiles = new Uint8Array(2 * shown.length * size);
  for (const [column, { generated, training: nearest }] of shown.entries()) {
    tiles.set(items.subarray(generated * size, (generated + 1) * size), column * size);
    tiles.set(known.subarray(nearest * size, (nearest + 1) * size), (shown.length + column) * size);
  }
  const count = 2 * shown.length;
  const columns = shown.length;
  return {
    pairs: {
      sheet: sheetLayout(count, { width, height }, columns),
      distances: shown.map(({ distance, ratio }) => ({
        distance,
        ratio: Number.isFinite(ratio) ? ratio : null,
      })),
      floorDistance,
    },
    png: encodeSheet({ tiles, count, width, height, channels: channels === 3 ? 3 : 1, columns }),
  };
}
