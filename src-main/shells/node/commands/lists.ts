import { t } from '../../../contract/texts';
import { itemText } from '../../../contract/dataset';
import { runStateText } from '../../../presentation/run-state';
import { headlineEstimate, headlineText } from '../../../presentation/comparison';
import { allRuns } from '../../../contract/run-list';
import type { Run } from '../../../contract/run';
import { dateTimeText } from '../../../contract/dates';
import { translatedDataset, translatedModel } from '../../../presentation/translated';
import { datasetStateText } from '../../../presentation/dataset-state';
import { reasonsText } from '../../../presentation/checkpoints';
import type { CommandContext } from '../context';
import { findRun } from '../find-run';
import { valuesColumns } from '../run-values';
import { withReader } from '../session';
import { countText, sizeText } from '../../../contract/numbers';
import { table } from '../text';

/** @param keys columns to show in place of the usual ones */
export async function runs(
  context: CommandContext,
  { columns: keys }: { columns?: readonly string[] },
): Promise<void> {
  await withReader(context, async (session) => {
    const { api } = session;
    const [list, models] = await Promise.all([allRuns(api), api.models.list()]);
    if (keys !== undefined) {
      const columns = await valuesColumns(session, models, keys);
      const valuesOf = (run: Run) => Object.fromEntries(columns.map(({ key, value }) => [key, value(run)]));
      const cells = list.map((run) => [String(run.id), run.name, ...columns.map(({ text }) => text(run))]);
      context.output.document(
        list.map((run) => ({ ...run, columns: valuesOf(run) })),
        list.length === 0 ? t.commandLine.noRuns : table(['id', 'name', ...keys], cells),
      );
      return;
    }
    const modelById = new Map(models.map(translatedModel).map((model) => [model.id, model]));
    const rows = list.map((run) => {
      const model = modelById.get(run.config.model);
      const steps = `${countText(run.step)}${run.totalSteps === null ? '' : `/${countText(run.totalSteps)}`}`;
      const result = model === undefined ? '' : headlineText(headlineEstimate(run, model));
      const { id, name, config, datasetName } = run;
      return [String(id), name, config.model, datasetName, stateOf(run), steps, result, marksOf(run)];
    });
    const { id, name, model, dataset, state, steps, result, tags } = t.commandLine.heads;
    const header = [id, name, model, dataset, state, steps, result, tags];
    context.output.document(list, list.length === 0 ? t.commandLine.noRuns : table(header, rows));
  });
}

export async function checkpoints(context: CommandContext, text: string): Promise<void> {
  await withReader(context, async ({ api }) => {
    const run = findRun(await allRuns(api), text);
    const [list, models] = await Promise.all([api.runs.checkpoints({ id: run.id }), api.models.list()]);
    const model = models.find(({ id }) => id === run.config.model) ?? null;
    const rows = list.map((checkpoint) => [
      countText(checkpoint.step),
      sizeText(checkpoint.sizeBytes),
      dateTimeText(checkpoint.createdAt),
      reasonsText(checkpoint, model),
    ]);
    const { step, size, written, storedAs } = t.commandLine.heads;
    context.output.document(
      list,
      list.length === 0 ? t.commandLine.noCheckpoint(run.name) : table([step, size, written, storedAs], rows),
    );
  });
}

export async function datasets(context: CommandContext): Promise<void> {
  await withReader(context, async ({ api }) => {
    const list = await api.datasets.list();
    const rows = list
      .map(translatedDataset)
      .map((dataset) => [
        dataset.id,
        dataset.name,
        datasetStateText(dataset),
        `${countText(dataset.trainCount)} + ${countText(dataset.testCount)}`,
        `${t.commandLine.kinds[dataset.kind]}, ${itemText(dataset)}`,
      ]);
    const { id, name, state, split, items } = t.commandLine.heads;
    context.output.document(list, table([id, name, state, split, items], rows));
  });
}

/** The star and tags of a run, e.g. `★ good, baseline`. */
const marksOf = ({ starred, tags }: Run): string =>
  [starred ? '★' : '', tags.join(', ')].filter((text) => text !== '').join(' ');

/** The state of a run with its alerts, e.g. `completed (collapse)`. */
function stateOf(run: Run): string {
  const { alerts = [] } = run;
  const text = runStateText(run);
  return alerts.length === 0 ? text : `${text} (${alerts.map(({ kind }) => kind).join(', ')})`;
}
