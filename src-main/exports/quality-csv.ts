import { csvCell } from '../contract/csv';
import type { Quality } from '../contract/quality';
import { problem } from '../contract/problems/catalogue';
import { rowExporter } from './exporter';

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
 * @param names of the runs, by their ids, if there are several: `run` and `name` then come first
 */
export function* qualityCsv(
  qualities: readonly Quality[],
  names: ReadonlyMap<number, string> | null = null,
): Generator<string, void, void> {
  yield `${[...(names === null ? [] : ['run', 'name']), ...HEADER].join(',')}\n`;
  for (const { runId, step, samples, seed, effort, encoder, metrics } of qualities) {
    for (const [id, { value, interval, floor }] of Object.entries(metrics)) {
      const cells = [
        ...(names === null ? [] : [runId, names.get(runId)]),
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

export const qualityCsvExporter = rowExporter({
  id: 'quality-csv',
  name: 'Quality of samples (CSV)',
  help: 'Every value of every evaluation of samples, with its interval, floor and the settings of the evaluation.',
  of: 'runs',
  mediaType: 'text/csv; charset=utf-8',
  extension: 'csv',
  preview: 'text',
  fields: () => ({}),
  problem: (runs, { store }) =>
    runs.some(({ id }) => store.qualities.list(id).length > 0) ? null : problem('export.no-evaluation', {}),
  title: () => 'quality',
  parts: ({ store }, runs) =>
    qualityCsv(
      runs.flatMap(({ id }) => store.qualities.list(id)),
      runs.length > 1 ? new Map(runs.map(({ id, name }) => [id, name])) : null,
    ),
});
