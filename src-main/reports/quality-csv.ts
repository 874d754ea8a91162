import { csvCell } from '../contract/csv';
import type { Quality } from '../contract/quality';

const HEADER = [
  'step',
  'metric',
  'value',
  'low',
  'high',
  'floor',
  'floor_standard_deviation',
  'samples',
  'split',
  'seed',
  'effort',
  'encoder',
  'encoder_kind',
  'encoder_score',
  'encoder_scored_on',
];

/**
 * Writes every value of every evaluation as CSV, one in each row, with what it is based on; cells without a value are
 * empty. Digits as in `metricsCsv`.
 */
export function* qualityCsv(qualities: readonly Quality[]): Generator<string, void, void> {
  yield `${HEADER.join(',')}\n`;
  for (const { step, samples, seed, effort, encoder, metrics } of qualities) {
    for (const [id, { value, interval, floor }] of Object.entries(metrics)) {
      const cells = [
        step,
        id,
        value,
        interval?.low,
        interval?.high,
        floor?.mean,
        floor?.standardDeviation,
        samples,
        'test',
        seed,
        effort,
        encoder?.hash,
        encoder?.kind,
        encoder?.score,
        encoder?.scoredOn,
      ];
      yield `${cells.map((cell) => csvCell(String(cell ?? ''))).join(',')}\n`;
    }
  }
}
