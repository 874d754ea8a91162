import { at } from '../../contract/at';
import type { LeftOut, ReadOptions } from '../../contract/dataset';
import { refusal, WorkbenchError } from '../../contract/error';
import type { FileReason, ImportNote } from '../../contract/problems/catalogue';
import { assemble, type ItemSet, type LabelSet } from '../assemble';
import { classCollector } from '../classes';
import { plainName, splitHint } from '../file-names';
import { isTransposed } from '../transpose';
import { whyUnreadable } from '../unreadable-items';
import { columnOf } from './csv-columns';
import { layoutOf } from './csv-layout';
import { looksLikeTable } from './csv-recognise';
import { setsOf, type Table } from './csv-sets';
import { surveyTable } from './csv-survey';
import type { Format, GivenFile } from './format';

/** Tables of text with a row for each image, as for MNIST on Kaggle, or for each point. */
export const csv: Format = {
  id: 'csv',
  recognises: looksLikeTable,

  async read(files, options) {
    const { tables, leftOut } = await tablesIn(files, options);
    const items: ItemSet[] = [];
    const labels: LabelSet[] = [];
    for (const table of tables) {
      const sets = setsOf(table, options.classes !== 'none');
      if (sets.items !== null) items.push(sets.items);
      if (sets.labels !== null) labels.push(sets.labels);
    }
    const { classes } = options;
    const found = await assemble({ items, labels }, classCollector(), { suggestedName: '', classes });
    const taken = tables.filter(({ name }) => found.files.some((file) => file.name === name));
    return {
      ...found,
      suggestedName: plainName(at(found.files, 0).name),
      notes: [...found.notes, ...notesOf(taken)],
      doubts: taken.flatMap(({ layout }) => layout.doubts),
      leftOut: [...leftOut, ...found.leftOut, ...taken.flatMap((table) => columnsLeftOut(table, classes))],
    };
  },
};

/**
 * Finds the tables of images or points among files, the largest first. Others are left out, e.g. the sample submission
 * of a competition.
 * @throws WorkbenchError as `layoutOf`, where no table to train on would remain
 */
async function tablesIn(
  files: readonly GivenFile[],
  options: ReadOptions,
): Promise<{ tables: Table[]; leftOut: LeftOut[] }> {
  const surveyed = [];
  for (const file of files) surveyed.push({ file, survey: await surveyTable(file, options) });
  surveyed.sort((a, b) => b.survey.count - a.survey.count);
  const tables: Table[] = [];
  const failed: { name: string; error: WorkbenchError }[] = [];
  for (const { file, survey } of surveyed) {
    try {
      const like = tables.map(({ layout }) => layout);
      tables.push({ ...file, layout: layoutOf(file, survey, { label: options.label, like }) });
    } catch (error) {
      if (!(error instanceof WorkbenchError)) throw error;
      failed.push({ name: file.name, error });
    }
  }
  const isForTraining = ({ name }: { name: string }) => splitHint(name) === 'train';
  const largest = surveyed[0]?.file.name;
  const needed = failed.find(
    (one) => isForTraining(one) || (one.name === largest && !tables.some(isForTraining)),
  );
  if (needed !== undefined) throw needed.error;
  checkLabel(tables, options.label);
  return { tables, leftOut: failed.map(({ name, error }) => ({ name, why: whyUnreadable(error, name) })) };
}

/** The chosen label must exist in at least one table. @throws WorkbenchError `dataset.label` */
function checkLabel(tables: readonly Table[], label: string | null): void {
  if (label === null || tables.some(({ layout }) => layout.label !== null)) return;
  throw refusal('dataset.label.values', { files: tables.map(({ name }) => name), label });
}

function notesOf(tables: readonly Table[]): ImportNote[] {
  const images = tables.filter(({ layout }) => layout.kind === 'images');
  const all = tables.flatMap(({ layout }) => layout.notes);
  return [
    ...new Map(all.map((note) => [JSON.stringify(note), note])).values(),
    ...(images.some(({ name, layout }) => isTransposed(name, layout)) ? (['upright'] as const) : []),
  ];
}

const UNWANTED: FileReason = 'unwanted-labels';

function columnsLeftOut({ name, layout }: Table, classes: ReadOptions['classes']): LeftOut[] {
  const { leftOut, label, names } = layout;
  const unwanted = label !== null && classes === 'none' ? [{ column: label, why: UNWANTED }] : [];
  return [...leftOut, ...unwanted].map(({ column, why }) => ({
    name,
    column: columnOf(column, names),
    why,
  }));
}
