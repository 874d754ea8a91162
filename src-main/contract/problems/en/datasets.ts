import type { Dataset } from '../../dataset';
import type { Words } from '../words';

/** Datasets of the workbench. Problems of given files are in `given-files`. */
export const datasetProblems = {
  'dataset.unknown': ({ id }: { id: string }): Words => ({
    message: `There is no dataset ${id}.`,
    advice: 'Choose one from the list, or import its files.',
  }),
  'dataset.unknown.built-in': ({ id, choices }: { id: string; choices: readonly string[] }): Words => ({
    message: `There is no built-in dataset ${id}.`,
    advice: `Choose one of ${choices.join(', ')}.`,
  }),
  'dataset.in-use': ({ name, run }: { name: string; run: string }): Words => ({
    message: `${run} needs ${name}.`,
    advice: 'Stop that run first, or wait until it ends.',
  }),
  'dataset.absent': ({ name }: { name: string }): Words => ({
    message: `${name} has not been made yet.`,
    advice: 'Make it first.',
  }),
  'dataset.no-images': ({ name }: { name: string }): Words => ({
    message: `${name} has points, not images.`,
    advice: 'Choose another dataset.',
  }),
  'dataset.item-unknown': ({ name }: { name: string }): Words => ({
    message: `${name} has no such images.`,
    advice: 'Show the dataset again.',
  }),
  'dataset.missing': ({ name }: { name: string }): Words => ({
    message: `The files of ${name} are gone from the data folder.`,
    advice: 'Put them back, or remove the dataset and import it again.',
  }),
  'dataset.changed': ({ name, source }: { name: string; source: Dataset['source'] }): Words => ({
    message: `The files of ${name} have changed on disk: they are no longer those that were ${source === 'imported' ? 'imported' : 'made'}.`,
    advice:
      source === 'imported'
        ? 'Put the files back as they were, or remove the dataset and import it again.'
        : 'Remove the dataset: it is made again when a run needs it. Or put the files back as they were.',
  }),
  /** @param systemCode the system's error code, if there is one */
  'dataset.files-unreadable': ({ name, systemCode }: { name: string; systemCode: string | null }): Words => ({
    message: `The files of ${name} cannot be read${systemCode === null ? '' : ` (${systemCode})`}.`,
    advice: 'Check that its folder may be read, or remove the dataset and import it again.',
  }),
  'dataset.cancelled': (): Words => ({
    message: 'The dataset was cancelled; nothing of it was kept.',
    advice: 'Start it again.',
  }),
  'dataset.import-expired': (): Words => ({
    message: 'These files are no longer available.',
    advice: 'Give them again.',
  }),
  /** @param limit the exceeded limit: seconds without progress, or minutes in total */
  'dataset.stalled': ({
    files,
    limit,
  }: {
    files: readonly string[];
    limit: { silentSeconds: number } | { minutes: number };
  }): Words =>
    'minutes' in limit
      ? {
          message: `Reading ${files.join(', ')} took more than ${String(limit.minutes)} minutes, so it was ended.`,
          advice: 'Give a part of the files, or put them on a faster disk.',
        }
      : {
          message: `Reading ${files.join(', ')} got no further for ${String(limit.silentSeconds)} seconds, so it was ended.`,
          advice: 'Check the files: one of them is built in a way that takes too long to read.',
        },
};
