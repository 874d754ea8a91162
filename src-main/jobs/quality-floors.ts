import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { QualityValue } from '../contract/quality-value';
import type { LoadedSplit } from '../datasets/load';
import { streamKey } from '../contract/pseudo-random';
import { floorsOf } from '../evaluation/floor';
import type { EvaluationContext } from '../evaluation/measurement';
import { evaluate } from '../evaluation/registry';
import { part, type Steps } from '../evaluation/steps';
import { partOf } from './held-out';
import type { InputOf } from './quality-inputs';
import { writeCacheFile } from './cache-file';

/** Number of random sets of training items with which a floor is measured; from `LARGE` items on there is only one. */
const [DRAWS, LARGE] = [3, 4000];

/** Id of an additional value: the mean distance of the held-out items that are nearest to training items. */
export const CLOSEST_DISTANCE = 'closest_distance';

type Floors = Readonly<Record<string, NonNullable<QualityValue['floor']>>>;

export interface FloorItems {
  /** Held-out items, as many as samples. */
  readonly real: LoadedSplit;
  /** Training items. */
  readonly known: LoadedSplit;
}

/**
 * Measures real items as if they were samples: training items against held-out items and, for copies, held-out items
 * against training items. Empty if there are too few training items.
 */
export function* floors(
  inputOf: InputOf,
  { real, known }: FloorItems,
  ids: readonly string[],
  context: EvaluationContext,
): Steps<Floors> {
  const copies = yield* part(evaluate(inputOf(real), ['copies'], context), 0, 0.2);
  const nearest = Object.values(copies.details).flatMap(({ closestPairs }) => closestPairs ?? []);
  const distance = nearest.reduce((sum, one) => sum + one.distance, 0) / nearest.length;
  const ofCopies = [
    ...Object.entries(copies.values).map(([id, { value }]) => [id, value] as const),
    ...(nearest.length === 0 ? [] : [[CLOSEST_DISTANCE, distance] as const]),
  ].map(([id, mean]) => [id, { mean, standardDeviation: null }] as const);
  if (known.count < real.count) return Object.fromEntries(ofCopies);
  // Training items are trivially copies of themselves, so copies are measured with held-out items below.
  const asked = ids.filter((id) => id !== 'copies');
  const draws = real.count >= LARGE ? 1 : DRAWS;
  const measure = function* (draw: number) {
    const items = partOf(known, real.count, streamKey(draw, 'quality/floor'));
    const { values } = yield* evaluate(inputOf(items), asked, context);
    return Object.fromEntries(Object.entries(values).map(([id, { value }]) => [id, value]));
  };
  const found = yield* part(floorsOf(draws, measure), 0.2, 1);
  const others = Object.entries(found).map(
    ([id, { mean, standardDeviation }]) => [id, { mean, standardDeviation }] as const,
  );
  return Object.fromEntries([...others, ...ofCopies].filter(([, { mean }]) => Number.isFinite(mean)));
}

const FloorSchema = z.object({ mean: z.number(), standardDeviation: z.number().nullable() });
const FileSchema = z.record(z.string(), z.record(z.string(), FloorSchema));

/** A file that stores floors of a dataset, so that the next evaluation need not measure them again. */
export interface FloorCache {
  readonly file: string;
  /** Everything that the floors depend on. */
  readonly key: string;
}

/** Returns the floors in the file or, if it has none for this key, measures them and writes them to the file. */
export function* cachedFloors({ file, key }: FloorCache, measure: () => Steps<Floors>): Steps<Floors> {
  const known = readAll(file)[key];
  if (known !== undefined) return known;
  const found = yield* measure();
  // The file is read again because another evaluation may have written to it meanwhile.
  writeCacheFile(file, JSON.stringify({ ...readAll(file), [key]: found }));
  return found;
}

/** Reads all floors in the file; empty if it does not exist or is damaged, so that they are measured again. */
function readAll(file: string): Readonly<Record<string, Floors>> {
  try {
    return FileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
