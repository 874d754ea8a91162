import { LOG_FILE } from '../../system';
import type { Words } from '../words';
import { fieldSentences, type FieldReason } from './fields';

const DEFECT = `This is a defect. The file ${LOG_FILE} in the data folder has the details.`;

export const workbenchProblems = {
  /** A defect, which is shown without details. */
  internal: (): Words => ({ message: 'Something went wrong inside the workbench.', advice: DEFECT }),
  'run.unrecordable': (): Words => ({
    message: 'A message of the training process could not be recorded, so training was ended.',
    advice: DEFECT,
  }),
  'run.unstartable': (): Words => ({
    message: 'The training process could not be started.',
    advice: {
      window: 'See the log of the workbench; Settings list what this machine lacks.',
      'command-line': 'See the log of the workbench; doctor lists what this machine lacks.',
    },
  }),
  /** @param reasons what is wrong, in the order of the form's fields */
  'input.invalid': ({ reasons }: { reasons: readonly FieldReason[] }): Words => ({
    message: fieldSentences(reasons),
    advice: 'Correct this and try again.',
  }),
  'workbench.closed': (): Words => ({
    message: 'The workbench was closed meanwhile.',
    advice: 'Open it and try again.',
  }),
  'workbench.read-only': (): Words => ({
    message: 'The data folder is open for reading only.',
    advice: 'Do this in the workbench that has it open.',
  }),
  'workbench.none-answers': ({ dataDir }: { dataDir: string }): Words => ({
    message: `No open workbench answers for ${dataDir}.`,
    advice:
      'A run changes while a window, serve or a command trains it. One that has ended goes on with other values by resume RUN --at STEP name=value.',
  }),
  'upload.unknown': (): Words => ({
    message: 'A file is no longer available.',
    advice: 'Give the files again.',
  }),
  'upload.too-large': ({ name, mostBytes }: { name: string; mostBytes: number }): Words => ({
    message: `${name} is larger than ${String(Math.round(mostBytes / 1024 / 1024))} MB.`,
    advice: 'Give a smaller part of the dataset; compressed files (.gz) are taken, too.',
  }),
};
