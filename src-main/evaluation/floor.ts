import { mean } from './measured';
import { part, type Steps } from './steps';

/** The value of a metric for real items against real items; a better value has no meaning. */
export interface Floor {
  readonly mean: number;
  /** Sample standard deviation over the draws; null for a single draw. */
  readonly standardDeviation: number | null;
  readonly values: readonly number[];
}

/**
 * Computes floors of metrics: training items are measured against held-out items as if they were generated, several
 * times with different training items.
 * @param measure returns the values, by metric id, of the training items of a draw
 */
export function* floorsOf(
  draws: number,
  measure: (draw: number) => Steps<Readonly<Record<string, number>>>,
): Steps<Readonly<Record<string, Floor>>> {
  const found: Readonly<Record<string, number>>[] = [];
  for (let draw = 0; draw < draws; draw++) {
    found.push(yield* part(measure(draw), draw / draws, (draw + 1) / draws));
  }
  const ids = Object.keys(found[0] ?? {});
  return Object.fromEntries(ids.map((id) => [id, floorOf(found.map((values) => values[id] ?? NaN))]));
}

function floorOf(values: readonly number[]): Floor {
  const average = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0);
  const standardDeviation = values.length < 2 ? null : Math.sqrt(squares / (values.length - 1));
  return { mean: average, standardDeviation, values };
}
