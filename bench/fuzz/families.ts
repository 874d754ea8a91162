import { arrayFamilies } from './arrays';
import { folderFamilies } from './folders';
import type { Family } from './input';
import { tableFamilies } from './tables';

/** All that is built and changed by field; pictures twice as often, since most formats are there. */
export const FAMILIES: readonly Family[] = [...arrayFamilies, ...tableFamilies, ...folderFamilies];
