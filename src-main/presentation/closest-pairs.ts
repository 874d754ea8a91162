import { fourDigits } from '../contract/numbers';
import type { ClosestPairs } from '../contract/quality';
import { t } from '../contract/texts';

/** Says in a few sentences what the figure shows. */
export function closestHelp({ distances, floorDistance }: ClosestPairs): string {
  const count = String(distances.length);
  const shown = t.quality.closestHelp(String(count));
  if (floorDistance === null) return shown;
  return t.quality.closestFloor(shown, fourDigits(floorDistance));
}

/** Captions of the pairs: `3.214 (0.41)`. */
export function closestTexts({ distances }: ClosestPairs): string[] {
  return distances.map(
    ({ distance, ratio }) => fourDigits(distance) + (ratio === null ? '' : ` (${ratio.toFixed(2)})`),
  );
}
