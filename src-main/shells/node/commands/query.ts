import { csvCell } from '../../../contract/csv';
import { answerQuery, type Answered } from '../../../store/views';
import type { CommandContext } from '../context';
import { withReader } from '../session';
import { table } from '../text';

/** Answers a query about the data folder, as a table, as CSV or as a JSON document. */
export async function query(
  context: CommandContext,
  sql: string,
  { csv = false }: { csv?: boolean },
): Promise<void> {
  // A file of an older version is migrated first.
  await withReader(context, () => Promise.resolve());
  const answered = answerQuery(context.dataDir, sql);
  context.output.document(objectsOf(answered), csv ? csvOf(answered) : tableOf(answered));
}

export const objectsOf = ({ columns, rows }: Answered): Record<string, unknown>[] =>
  rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));

const csvOf = ({ columns, rows }: Answered): string =>
  [columns, ...rows].map((row) => row.map((cell) => csvCell(String(cell ?? ''))).join(',')).join('\n');

const tableOf = ({ columns, rows }: Answered): string =>
  rows.length === 0
    ? 'No rows.'
    : table(
        [...columns],
        rows.map((row) => row.map((cell) => String(cell ?? ''))),
      );
