import type { Words } from '../words';
import { storeProblems } from './store';

/** Every problem by its code, in English. Another language is another folder of this shape: see `Catalogue`. */
export const en = {
  ...storeProblems,
} satisfies Readonly<Record<string, (params: never) => Words>>;
