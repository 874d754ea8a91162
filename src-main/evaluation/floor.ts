import { WorkbenchError } from '../contract/error';
import { countText } from '../contract/numbers';
import { takeRows, type Matrix, type Pair } from './matrix';
import { mean } from './measured';
import { part, type Steps } from './steps';
import { subset, type Randomness } from './subsets';

/** What a metric of real items against real items comes to: no better value means anything. */
export interface Floor {
  readonly mean: number;
  /** Over the draws; null of a single one. */
  readonly standardDeviation: number | null;
  readonly values: readonly number[];
}

export interface FloorOptions {
  /** Items that stand in for generated ones: as many as are evaluated. */
  readonly count: number;
  readonly draws: number;
}

/**
 * Floors of metrics: training items, which no model has made, are measured against held-out ones as if they were
 * generated, several times with other random ones.
 * @param measure values by the metrics' ids
 * @throws WorkbenchError `evaluation.too-few` with less than `count` training items, and what `measure` throws
 */
export function* floorsOf(
  { training, heldOut }: { readonly training: Matrix; readonly heldOut: Matrix },
  measure: (pair: Pair) => Steps<Readonly<Record<string, number>>>,
  random: Randomness,
  { count, draws }: FloorOptions,
): Steps<Readonly<Record<string, Floor>>> {
  if (training.rows < count) {
    throw new WorkbenchError({
      code: 'evaluation.too-few',
      message: `The floor needs as many training items as samples, ${countText(count)}; there are ${countText(training.rows)}.`,
      advice: 'Evaluate with fewer samples.',
    });
  }
  const found: Readonly<Record<string, number>>[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const rows = subset(training.rows, count, random(`floor/${String(draw)}`));
    const pair = { real: heldOut, generated: takeRows(training, rows) };
    found.push(yield* part(measure(pair), draw / draws, (draw + 1) / draws));
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
