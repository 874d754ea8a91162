import { join } from 'node:path';
import { refusal } from '../../../contract/error';
import type { ExportFormat } from '../../../contract/export';
import { fieldNamed, parseFieldText, rangeText, valueText } from '../../../contract/hyperparameters';
import { wordsOf } from '../../../contract/problems/catalogue';
import { t } from '../../../contract/texts';
import type { Run } from '../../../contract/run';
import type { CommandContext } from '../context';
import { lateProgress } from '../late-progress';
import { saveExport } from '../save';
import type { Session } from '../session';
import { table } from '../text';

/** Written where no formats are requested, as far as the runs have something for them. */
const USUAL_FORMATS: readonly string[] = ['picture-png', 'metrics-csv', 'quality-csv', 'report-html'];

/** Lists the formats that the runs can be exported in, with their options. */
export async function listFormats({ output }: CommandContext, { api }: Session, runs: readonly Run[]) {
  const formats = await api.exports.formats({ runs: runs.map(({ id }) => id) });
  const rows = formats.map(({ id, name, of, problem, fields }) => [
    id,
    name,
    of === 'run' ? t.commandLine.ofOneRun : t.commandLine.heads.runs,
    problem ? wordsOf(problem, 'command-line').message : optionsText(fields),
  ]);
  const { heads } = t.commandLine;
  output.document(formats, table([heads.format, heads.file, heads.of, heads.options], rows));
}

function optionsText(fields: ExportFormat['fields']): string {
  return Object.entries(fields)
    .map(([name, field]) => `${name}: ${rangeText(field)} (${valueText(field, field.default)})`)
    .join('; ');
}

/**
 * Writes the runs in some formats: formats of one run only for each run on its own.
 * @param as ids of formats; null for the usual ones
 * @param assignments options as `name=value`, for every format that has them
 * @param folder where the files go, under the names that the workbench gives them
 * @returns the files' absolute paths
 */
export async function exportAs(
  context: CommandContext,
  session: Session,
  runs: readonly Run[],
  {
    as,
    assignments,
    folder,
  }: { as: readonly string[] | null; assignments: readonly string[]; folder: string },
): Promise<string[]> {
  const formats = await session.api.exports.formats({ runs: runs.map(({ id }) => id) });
  const wanted =
    as === null
      ? formats.filter(({ id, problem }) => USUAL_FORMATS.includes(id) && problem === null)
      : as.map((id) => formats.find((format) => format.id === id) ?? unknown(id, formats));
  const options = Object.fromEntries(assignments.map((text) => assignment(text, wanted)));
  const files: string[] = [];
  for (const format of wanted)
    for (const some of format.of === 'run' ? runs.map((run) => [run]) : [runs])
      files.push(await save(context, session, format, some, options, folder));
  return files;
}

function unknown(id: string, formats: readonly ExportFormat[]): never {
  throw refusal('export.unknown', { id, choices: formats.map((format) => format.id) });
}

/** @throws WorkbenchError `usage.export-option` if no format has the option; the core checks its value */
function assignment(text: string, formats: readonly ExportFormat[]): [string, unknown] {
  const [, typed = '', value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  for (const { fields } of formats) {
    const name = fieldNamed(fields, typed);
    const field = name === null ? undefined : fields[name];
    if (name !== null && field !== undefined) return [name, parseFieldText(field, value)];
  }
  throw refusal('usage.export-option', {
    text,
    names: [...new Set(formats.flatMap(({ fields }) => Object.keys(fields)))],
  });
}

async function save(
  { output }: CommandContext,
  session: Session,
  format: ExportFormat,
  runs: readonly Run[],
  given: Record<string, unknown>,
  folder: string,
): Promise<string> {
  // With several formats, an option may belong to another one.
  const isOwn = ([name]: [string, unknown]) => Object.hasOwn(format.fields, name);
  const key = `${format.id} ${String(runs[0]?.id)}`;
  const progress = lateProgress(output, format.name);
  const leave = session.workbench.events.subscribe((event) => {
    if (event.type === 'export-progress' && event.key === key) progress(event.fraction);
  });
  try {
    const request = { format: format.id, runs: runs.map(({ id }) => id), key };
    const options = Object.fromEntries(Object.entries(given).filter(isOwn));
    return await saveExport(session, { ...request, options }, (fileName) => join(folder, fileName));
  } finally {
    leave();
    output.endProgress();
  }
}
