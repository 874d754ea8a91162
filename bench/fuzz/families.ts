import { arrayFamilies } from './arrays';
import { folderFamilies } from './folders';
import type { Family } from './input';
import { runFamilies } from './runs';
import { tableFamilies } from './tables';

/** All families of generated and mutated files; images twice as often, because most formats are image formats. */
export const FAMILIES: readonly Family[] = [
  ...arrayFamilies,
  ...tableFamilies,
  ...folderFamilies,
  ...runFamilies,
];
