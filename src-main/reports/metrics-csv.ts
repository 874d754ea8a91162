import { at } from '../contract/at';
import { csvCell } from '../contract/csv';
import type { MetricRows } from '../contract/run';

/**
 * Writes metrics as CSV: `step`, `epoch`, then a column per metric, with one row for each step and empty cells where a
 * metric was not measured. Numbers have enough digits to restore the same float64.
 * @param stepsPerEpoch null if not known; the epoch column is then empty
 * @param slices rows in order of steps; no step is split between two slices
 * @returns a piece of text for each slice
 */
export function* metricsCsv(
  names: readonly string[],
  stepsPerEpoch: number | null,
  slices: Iterable<readonly MetricRows[]>,
): Generator<string, void, void> {
  yield `${['step', 'epoch', ...names.map(csvCell)].join(',')}\n`;
  for (const rows of slices) {
    const byName = new Map(rows.map((part) => [part.name, part]));
    yield textOf(
      names.map((name) => byName.get(name) ?? { name, steps: [], values: [] }),
      stepsPerEpoch,
    );
  }
}

function textOf(columns: readonly MetricRows[], stepsPerEpoch: number | null): string {
  const positions = columns.map(() => 0);
  let text = '';
  for (;;) {
    const step = nextStep(columns, positions);
    if (step === Infinity) return text;
    text += `${String(step)},${stepsPerEpoch === null ? '' : String(step / stepsPerEpoch)}`;
    for (const [column, { steps, values }] of columns.entries()) {
      const position = at(positions, column);
      text += ',';
      if (steps[position] !== step) continue;
      text += String(at(values, position));
      positions[column] = position + 1;
    }
    text += '\n';
  }
}

function nextStep(columns: readonly MetricRows[], positions: readonly number[]): number {
  let next = Infinity;
  for (const [column, { steps }] of columns.entries()) {
    const step = steps[at(positions, column)];
    if (step !== undefined && step < next) next = step;
  }
  return next;
}
