import {
  ImportOptionsSchema,
  MAX_IMAGE_SIDE,
  MAX_GIVEN_FILES,
  MIN_IMAGE_SIDE,
  type ImportOptions,
} from '../../../contract/dataset';
import { classesText, doubtOptionsText, itemsText, leftOutText } from '../../../presentation/import-text';
import { WorkbenchError } from '../../../contract/error';
import type { CommandContext, CommandResult } from '../context';
import { followDatasets } from '../follow';
import { interrupted } from '../../common/interrupt';
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
    throw new WorkbenchError({
      code: 'dataset.options',
      message: `The side of an image is ${String(MIN_IMAGE_SIDE)} to ${String(MAX_IMAGE_SIDE)} pixels.`,
      advice: 'Give --side a number in that range.',
    });
  }
  if (paths.length > MAX_GIVEN_FILES) {
    throw new WorkbenchError({
      code: 'dataset.too-many-files',
      message: `These are ${String(paths.length)} files; at most ${String(MAX_GIVEN_FILES)} are looked into at once.`,
      advice: 'Name the files of one dataset, or the folder they are in.',
    });
  }
  return withWorkbench(context, async ({ api, workbench }) => {
    const uploadIds = paths.map((path) => workbench.files.useInPlace(path));
    const input = { uploadIds, options: importOptions.data };
    const inspection = await unlessInterrupted(context, api.datasets.inspect(input));
    for (const note of inspection.notes) context.output.line(note);
    for (const doubt of inspection.doubts) {
      context.output.line(`${doubt.text} Decide with ${doubtOptionsText(doubt)}.`);
    }
    const { inspectionId, suggestedName } = inspection;
    const taken = { inspectionId, name: name ?? suggestedName };
    const dataset = await followDatasets(api, context.output, () =>
      unlessInterrupted(context, api.datasets.import(taken)),
    );
    const { classes, report } = await api.datasets.details({ id: dataset.id });
    context.output.event('dataset', { dataset, classes, report, doubts: inspection.doubts });
    context.output.line(`${dataset.name} is dataset ${dataset.id}: ${itemsText(dataset)}.`);
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

/** Closing the workbench ends the work, which leaves nothing behind. */
async function unlessInterrupted<T>({ interrupt }: CommandContext, work: Promise<T>): Promise<T> {
  const stopped = interrupted(interrupt).then((): never => {
    throw new WorkbenchError({
      code: 'interrupted',
      message: 'Stopped.',
      advice: 'Nothing was kept; start it again.',
    });
  });
  return Promise.race([work, stopped]);
}
