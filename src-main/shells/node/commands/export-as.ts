import { join } from 'node:path';
import { refusal } from '../../../contract/error';
import type { ExportFormat } from '../../../contract/export';
import { fieldNamed, parseFieldText, rangeText, valueText } from '../../../contract/hyperparameters';
import { wordsOf } from '../../../contract/problems/catalogue';
import { t } from '../../../contract/texts';
import type { Run } from '../../../contract/run';
import type { CommandContext } from '../context';
import { lateProgress } from '../late-progress';
import { saveDatasetExport, saveExport } from '../save';
import type { Session } from '../session';
import { table } from '../text';

/** Written where no formats are requested, as far as the runs have something for them. */
const USUAL_FORMATS: readonly string[] = ['picture-png', 'metrics-csv', 'quality-csv', 'report-html'];

/** Written where no format of a dataset is requested. */
const USUAL_DATASET_FORMAT = 'dataset-zip';

/** Lists the formats of some runs or of a dataset, with their options. */
export function listFormats({ output }: CommandContext, formats: readonly ExportFormat[]): void {
  const rows = formats.map(({ id, name, of, problem, fields }) => [
    id,
    name,
    { run: t.commandLine.ofOneRun, runs: t.commandLine.heads.runs, dataset: t.commandLine.heads.dataset }[of],
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

/** What is written, and where. */
interface Wanted {
  /** Ids of formats; null for the usual ones. */
  readonly as: readonly string[] | null;
  /** Options as `name=value`, for every format that has them. */
  readonly assignments: readonly string[];
  /** Where the files go, under the names that the workbench gives them. */
  readonly folder: string;
}

/**
 * Writes the runs in some formats: formats of one run only for each run on its own.
 * @returns the files' absolute paths
 */
export async function exportAs(
  context: CommandContext,
  session: Session,
  runs: readonly Run[],
  { as, assignments, folder }: Wanted,
): Promise<string[]> {
  const formats = await session.api.exports.formats({ runs: runs.map(({ id }) => id) });
  const wanted =
    as === null
      ? formats.filter(({ id, problem }) => USUAL_FORMATS.includes(id) && problem === null)
      : named(as, formats);
  const options = Object.fromEntries(assignments.map((text) => assignment(text, wanted)));
  const files: string[] = [];
  for (const format of wanted)
    for (const some of format.of === 'run' ? runs.map((run) => [run]) : [runs]) {
      const request = { format: format.id, runs: some.map(({ id }) => id), options: own(format, options) };
      files.push(
        await watched(context, session, format, (key) =>
          saveExport(session, { ...request, key }, (fileName) => join(folder, fileName)),
        ),
      );
    }
  return files;
}

/**
 * The same of a dataset, by default as `dataset-zip`.
 * @throws WorkbenchError `dataset.absent`: a reader of the data folder does not make it
 */
export async function exportDatasetAs(
  context: CommandContext,
  session: Session,
  dataset: string,
  { as, assignments, folder }: Wanted,
): Promise<string[]> {
  const { api } = session;
  const found = (await api.datasets.list()).find(({ id }) => id === dataset);
  if (found?.state === 'absent') throw refusal('dataset.absent', { name: found.name });
  const wanted = named(as ?? [USUAL_DATASET_FORMAT], await api.exports.datasetFormats({ id: dataset }));
  const options = Object.fromEntries(assignments.map((text) => assignment(text, wanted)));
  const files: string[] = [];
  for (const format of wanted) {
    const request = { format: format.id, dataset, options: own(format, options) };
    files.push(
      await watched(context, session, format, (key) =>
        saveDatasetExport(session, { ...request, key }, (fileName) => join(folder, fileName)),
      ),
    );
  }
  return files;
}

const named = (ids: readonly string[], formats: readonly ExportFormat[]): ExportFormat[] =>
  ids.map((id) => formats.find((format) => format.id === id) ?? unknown(id, formats));

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

/** The options of a format: with several, one may belong to another. */
const own = ({ fields }: ExportFormat, options: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(options).filter(([name]) => Object.hasOwn(fields, name)));

/** Shows the progress of an export. @param work receives the key of its events */
async function watched(
  { output }: CommandContext,
  { workbench }: Session,
  format: ExportFormat,
  work: (key: string) => Promise<string>,
): Promise<string> {
  const progress = lateProgress(output, format.name);
  const leave = workbench.events.subscribe((event) => {
    if (event.type === 'export-progress' && event.key === format.id) progress(event.fraction);
  });
  try {
    return await work(format.id);
  } finally {
    leave();
    output.endProgress();
  }
}
