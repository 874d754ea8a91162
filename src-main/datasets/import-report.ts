import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { at } from '../contract/at';
import {
  ImportReportSchema,
  MAX_LEFT_OUT,
  type ClassCount,
  type ImportOptions,
  type ImportReport,
} from '../contract/dataset';
import type { InspectedDataset } from './inspect';

/** Stored beside a dataset's IDX files. */
const REPORT_FILE = 'import.json';

/** Counts the items of each class in both splits. @param test as `train`: [count], indices into the names */
export function classCounts(
  classNames: readonly string[],
  train: Uint8Array | null,
  test: Uint8Array | null,
): ClassCount[] {
  const [inTrain, inTest] = [train, test].map((labels) => countsOf(labels, classNames.length));
  return classNames.map((name, i) => ({
    name,
    trainCount: inTrain ? at(inTrain, i) : 0,
    testCount: inTest ? at(inTest, i) : 0,
  }));
}

function countsOf(labels: Uint8Array | null, classes: number): Uint32Array {
  const counts = new Uint32Array(classes);
  for (const label of labels ?? []) counts[label] = at(counts, label) + 1;
  return counts;
}

/** How the files were interpreted. */
export function understood({ files, labelSource, notes, leftOut }: InspectedDataset) {
  return {
    files: [...files],
    labelSource,
    notes: [...notes],
    leftOut: leftOut.slice(0, MAX_LEFT_OUT),
    leftOutCount: leftOut.length,
  };
}

export async function writeImportReport(
  directory: string,
  inspected: InspectedDataset,
  options: ImportOptions,
): Promise<void> {
  const report: ImportReport = { ...understood(inspected), importedAt: Date.now(), options };
  await writeFile(join(directory, REPORT_FILE), `${JSON.stringify(report, null, 2)}\n`);
}

/** Returns null where there is no report, or it is invalid. */
export async function readImportReport(directory: string): Promise<ImportReport | null> {
  try {
    const text = await readFile(join(directory, REPORT_FILE), 'utf8');
    return ImportReportSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
