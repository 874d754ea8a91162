import { statSync } from 'node:fs';
import type { Inspection } from '../contract/dataset';
import { refusal } from '../contract/error';
import { PART, placeOf, type PublishedDataset } from '../datasets/published';
import type { Ends } from './dataset-task';

/** Returns the number of bytes of the files that were already downloaded. */
export function heldBytes({ files }: Pick<PublishedDataset, 'files'>, folder: string): number {
  const size = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return files.reduce((sum, file) => {
    const place = placeOf(file, folder);
    return sum + Math.min(file.bytes, size(place) + size(place + PART));
  }, 0);
}

/** @throws WorkbenchError `download.unexpected` if the files do not contain the published dataset */
export function checkFound(entry: PublishedDataset, found: Inspection): void {
  const { trainCount, testCount, width, height, channels } = entry;
  const isAsPublished =
    found.trainCount === trainCount &&
    found.testCount === testCount &&
    found.classes.length === entry.classCount &&
    [found.width, found.height, found.channels].join() === [width, height, channels].join();
  if (isAsPublished) return;
  throw refusal('download.unexpected', {
    name: entry.name,
    found: { train: found.trainCount, test: found.testCount, classes: found.classes.length },
    published: { train: trainCount, test: testCount, classes: entry.classCount },
  });
}

/** Says where a dataset comes from, and under which terms. */
export function summaryOf({ summary, licence, citation }: PublishedDataset, from: string): string {
  return `${summary} Fetched${from === '' ? '' : ` from ${from}`}. Licence: ${licence}. ${citation}`;
}

export const ENDS: Ends = {
  cancelled: () => refusal('download.stopped', {}),
  lost: () => refusal('download.interrupted', {}),
};
