import { t } from '../../../contract/texts';
import {
  ImportOptionsSchema,
  MAX_IMAGE_SIDE,
  MAX_GIVEN_FILES,
  MIN_IMAGE_SIDE,
  type ImportOptions,
} from '../../../contract/dataset';
import { classesText, doubtOptionsText, itemsText, leftOutText } from '../../../presentation/import-text';
import { refusal } from '../../../contract/error';
import { doubtText, importNoteText } from '../../../contract/problems/catalogue';
import type { CommandContext, CommandResult } from '../context';
import { followDatasets } from '../follow';
import { unlessInterrupted } from '../unless-interrupted';
import { withWorkbench } from '../session';
import { countText } from '../../../contract/numbers';

export async function importDataset(
  context: CommandContext,
  paths: string[],
  options: Partial<ImportOptions> & { name?: string },
): Promise<CommandResult> {
  const { name, ...wanted } = options;
  const importOptions = ImportOptionsSchema.safeParse(wanted);
  if (!importOptions.success) {
    throw refusal('dataset.options', { min: MIN_IMAGE_SIDE, max: MAX_IMAGE_SIDE });
  }
  if (paths.length > MAX_GIVEN_FILES) {
    throw refusal('dataset.too-many-files', { count: paths.length, most: MAX_GIVEN_FILES });
  }
  return withWorkbench(context, async ({ api, workbench }) => {
    const uploadIds = paths.map((path) => workbench.files.useInPlace(path));
    const input = { uploadIds, options: importOptions.data };
    const inspection = await unlessInterrupted(context, api.datasets.inspect(input));
    for (const note of inspection.notes) context.output.line(importNoteText(note));
    for (const doubt of inspection.doubts) {
      context.output.line(`${doubtText(doubt.why)} Decide with ${doubtOptionsText(doubt)}.`);
    }
    const { inspectionId, suggestedName } = inspection;
    const taken = { inspectionId, name: name ?? suggestedName };
    const dataset = await followDatasets(api, context.output, () =>
      unlessInterrupted(context, api.datasets.import(taken)),
    );
    const { classes, report } = await api.datasets.details({ id: dataset.id });
    context.output.event('dataset', { dataset, classes, report, doubts: inspection.doubts });
    context.output.line(t.commandLine.isDataset(dataset.name, dataset.id, itemsText(dataset)));
    context.output.line(classesText({ classes, labelSource: inspection.labelSource }));
    const leftOut = leftOutText(report ?? inspection);
    if (leftOut !== '') context.output.line(leftOut);
    return { runs: [], files: [] };
  });
}

export async function generateDataset(context: CommandContext, id: string): Promise<CommandResult> {
  return withWorkbench(context, async ({ api }) => {
    const dataset = await followDatasets(api, context.output, () =>
      unlessInterrupted(context, api.datasets.prepare({ id })),
    );
    context.output.event('dataset', { dataset });
    context.output.line(
      `${dataset.name} is ready: ${countText(dataset.trainCount)} training ${dataset.kind}.`,
    );
    return { runs: [], files: [] };
  });
}
