import type { Sheet } from '../contract/figure';
import { countText } from '../contract/numbers';
import { evenly } from './evenly';

/** A selection of a run's recorded samples, from the first to the last, with the layout that they share. */
export interface Progression<T> {
  readonly figures: readonly T[];
  readonly sheet: Sheet;
}

/**
 * Chooses the sheets that show how samples changed during training.
 * @param recorded figures of one run, in order of steps
 * @param count largest number of sheets, including the first and the last
 * @returns null if there are fewer than two sheets
 */
export function progressionOf<T>(
  recorded: readonly T[],
  sheetOf: (figure: T) => Sheet | null,
  count: number,
): Progression<T> | null {
  const last = recorded.at(-1);
  const sheet = last === undefined ? null : sheetOf(last);
  if (sheet === null || recorded.length < 2) return null;
  const layout = JSON.stringify(sheet);
  const alike = recorded.filter((figure) => JSON.stringify(sheetOf(figure)) === layout);
  return { figures: evenly(alike, count), sheet };
}

/** Returns the tiles that a progression follows, one for each row: evenly spread over the sheet, from the first on. */
export function progressionTiles({ columns, rows }: Pick<Sheet, 'columns' | 'rows'>, most: number): number[] {
  const tiles = columns * rows;
  const shown = Math.min(most, tiles);
  return Array.from({ length: shown }, (_, row) => Math.floor((row * tiles) / shown));
}

/** A step number that fits below a narrow column. */
export function shortStep(step: number): string {
  return step >= 100_000 ? `${String(Number((step / 1000).toPrecision(3)))}k` : countText(step);
}
