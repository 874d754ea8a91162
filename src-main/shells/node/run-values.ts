import { refusal } from '../../contract/error';
import { filePaths } from '../../contract/files';
import type { ModelInfo } from '../../contract/model';
import type { Run } from '../../contract/run';
import { fourDigits, groupDigits } from '../../contract/numbers';
import { wholeBytes } from '../../core/whole-bytes';
import {
  fieldNames,
  measuredColumn,
  runField,
  type FieldValue,
  type MeasuredColumn,
} from '../../presentation/run-fields';
import type { Session } from './session';

/** A column of the list of runs, with its value for each run. */
export interface ValuesColumn {
  readonly key: string;
  /** Null if the run has no value. */
  readonly value: (run: Run) => FieldValue | null;
  readonly text: (run: Run) => string;
}

/**
 * The columns with these keys: the fields that the window's list can show, such as `lr`, `loss-best` or `loss@1000`.
 * @throws WorkbenchError `run.unknown-column`
 */
export async function valuesColumns(
  session: Session,
  models: readonly ModelInfo[],
  keys: readonly string[],
): Promise<ValuesColumn[]> {
  const columns: ValuesColumn[] = [];
  for (const key of keys) {
    const field = runField(key, models);
    if (field === null)
      throw refusal('run.unknown-column', { name: key, known: fieldNames(models).map((one) => one.key) });
    const column = measuredColumn(key, models);
    const read = column === null ? null : await measuredValues(session, column);
    const value = (run: Run): FieldValue | null => {
      const model = models.find(({ id }) => id === run.config.model);
      return field.values({ run, model, measured: () => read?.get(run.id) })[0] ?? null;
    };
    const text = (run: Run): string => {
      const one = value(run);
      if (typeof one !== 'number') return one === null ? '' : String(one);
      return field.isExact === true || Number.isInteger(one) ? groupDigits(String(one)) : fourDigits(one);
    };
    columns.push({ key, value, text });
  }
  return columns;
}

/** Values that must be read from all steps, by run. */
async function measuredValues(
  { workbench }: Session,
  { metric, place }: MeasuredColumn,
): Promise<ReadonlyMap<number, number>> {
  const bytes = await wholeBytes(await workbench.files.get(filePaths.metricValues(metric.name, place)));
  const pairs = new Float64Array(Uint8Array.from(bytes).buffer);
  const values = new Map<number, number>();
  for (let i = 0; i < pairs.length; i += 2) values.set(pairs[i] ?? NaN, pairs[i + 1] ?? NaN);
  return values;
}
