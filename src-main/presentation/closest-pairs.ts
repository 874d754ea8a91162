import { fourDigits } from '../contract/numbers';
import type { ClosestPairs } from '../contract/quality';

export const CLOSEST_TITLE = 'Closest to training images';

/** Says in a few sentences what the figure shows. */
export function closestHelp({ distances, floorDistance }: ClosestPairs): string {
  const count = String(distances.length);
  const shown = `The ${count} samples that are nearest to training images, above these. Numbers are distances in features; in brackets, how far that is as a share of the way from the training image to the nearest other one.`;
  if (floorDistance === null) return shown;
  return `${shown} Held-out images that are nearest to training images lie ${fourDigits(floorDistance)} from them on average (floor).`;
}

/** Captions of the pairs: `3.214 (0.41)`. */
export function closestTexts({ distances }: ClosestPairs): string[] {
  return distances.map(
    ({ distance, ratio }) => fourDigits(distance) + (ratio === null ? '' : ` (${ratio.toFixed(2)})`),
  );
}
