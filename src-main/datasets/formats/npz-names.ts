import { at } from '../../contract/at';
import type { NpyArray } from './npy-file';
import { unitsOf } from './npy-file';

/** Pattern for the names of arrays that contain class names. */
const NAMES_NAME =
  /(class|label|target|category|categories|fine|coarse)(es)?[-_. ]?names?$|^(classes|categories|names|labels|meta)$/i;
/** No dataset has more classes. */
const MOST_NAMES = 10_000;

/** Finds the text array that names numbered classes; null where there is none. @throws WorkbenchError as `unitsOf` */
export async function namesAmong(
  arrays: readonly NpyArray[],
  numbers: readonly string[],
): Promise<{ array: NpyArray; names: string[] } | null> {
  for (const array of arrays) {
    const isList = array.shape.length === 1 && at(array.shape, 0) <= MOST_NAMES;
    if (array.element.kind !== 'texts' || !isList || !NAMES_NAME.test(array.ownName)) continue;
    const names = await textsIn(array);
    if (namedClasses(numbers, names) !== null) return { array, names };
  }
  return null;
}

/** Replaces class numbers, which count from 0 or from 1, by names; null where the names do not fit. */
export function namedClasses(numbers: readonly string[], names: readonly string[]): string[] | null {
  const values = numbers.map(Number);
  if (values.length === 0 || !values.every((value) => Number.isInteger(value) && value >= 0)) return null;
  if (new Set(names).size !== names.length || names.includes('')) return null;
  const highest = Math.max(...values);
  const first = highest < names.length ? 0 : 1;
  if (highest - first >= names.length || values.some((value) => value < first)) return null;
  return values.map((value) => at(names, value - first));
}

async function textsIn(array: NpyArray): Promise<string[]> {
  const { element } = array;
  const texts: string[] = [];
  if (element.kind !== 'texts' || element.bytes === 0) return texts;
  for await (const bytes of unitsOf(array, element.bytes)) texts.push(...element.decode(bytes));
  return texts.map((text) => text.trim());
}
