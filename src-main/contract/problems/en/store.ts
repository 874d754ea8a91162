import { dateTimeText } from '../../dates';
import { sizeText } from '../../numbers';
import type { Words } from '../words';

/** A file or folder; null for the data folder. */
type Place = string | null;
const place = (file: Place): string => file ?? 'the data folder';
const atStart = (file: Place): string => file ?? 'The data folder';

const BACKUP = 'Put a backup in its place, or move it away.';

/** Advice to use another data folder, which is chosen when the workbench is started. */
const otherFolder = (sentence: (folder: string) => string): Words['advice'] => ({
  window: sentence('another data folder'),
  'command-line': sentence('another data folder (--data-dir)'),
});

const FULL = {
  disk: (file: Place) => `The disk that holds ${place(file)} is full.`,
  quota: (file: Place) => `Your share of the disk that holds ${place(file)} is used up.`,
  'file-size': (file: Place) => `${atStart(file)} may not grow any further.`,
};

const DAMAGED = {
  content: ['is damaged.', BACKUP],
  'no-database': ['is not a database.', 'Move it away, or choose another data folder.'],
  tables: ['is damaged: its tables are not those of the workbench.', BACKUP],
} as const;

const PERMISSIONS = otherFolder((folder) => `Choose ${folder}, or change the permissions of this one.`);

const UNWRITABLE = {
  denied: ['cannot be written', PERMISSIONS],
  unopened: ['cannot be opened', PERMISSIONS],
  'read-only': ['lies on a disk that cannot be written', PERMISSIONS],
  'no-parent': ['cannot be made: part of its path is no folder', PERMISSIONS],
  taken: ['cannot be made: a file of that name is in the way', PERMISSIONS],
  'long-name': ['cannot be made: its name is too long', PERMISSIONS],
  circle: ['cannot be made: its links lead in a circle', PERMISSIONS],
  'no-place': ['cannot be made: there can be no folder in that place', 'Choose another folder.'],
} as const;

const UNMOVABLE = {
  absent: 'there is no data folder yet.',
  inside: 'one lies in the other.',
  taken: 'something is there already.',
  'data-folder': 'another data folder is there.',
  relative: 'that is not a full path.',
  ended: 'that was ended.',
  changed: 'what was written there is not what was read.',
} as const;

const UNMOVED_ADVICE: Readonly<Record<keyof typeof UNMOVABLE, string>> = {
  absent: 'The first start of the workbench makes it.',
  inside: 'Choose another folder.',
  taken: 'Choose a folder that is empty, or not there yet.',
  'data-folder': 'Choose another folder; to use that one, start the workbench with it.',
  relative: 'Write the whole path of a folder, from the root of the disk on.',
  ended: 'The data folder is as it was.',
  changed: 'Check the disk there, then try again. The data folder is as it was.',
};

const RUN_FIELDS = {
  config: 'settings',
  engine: 'what it was trained on',
  evaluations: 'evaluations',
  latest: 'last values',
  origin: 'what it goes on from',
  problem: 'what went wrong',
  sparkline: 'curve',
  state: 'state',
  window: 'mean values',
  other: 'other facts',
} as const;
type RunField = keyof typeof RUN_FIELDS;

const damagedRun = (lost: readonly RunField[], advice: string): Words => ({
  message: `The record of this run is damaged: ${lost.map((field) => RUN_FIELDS[field]).join(', ')} cannot be read.`,
  advice,
});

export const storeProblems = {
  'store.full': ({ file, why }: { file: Place; why: keyof typeof FULL }): Words => ({
    message: FULL[why](file),
    advice:
      why === 'file-size'
        ? 'Raise the limit on the size of files (ulimit -f).'
        : 'Free some space, then resume the runs that were stopped by this.',
  }),
  'store.damaged': ({ file, why }: { file: Place; why: keyof typeof DAMAGED }): Words => {
    const [message, advice] = DAMAGED[why];
    return { message: `${atStart(file)} ${message}`, advice };
  },
  'store.busy': ({ file }: { file: Place }): Words => ({
    message: `Another program holds ${place(file)}.`,
    advice: 'Close that program, then try again.',
  }),
  'store.memory': ({ file }: { file: Place }): Words => ({
    message: `There is too little memory to read ${place(file)}.`,
    advice: 'Close other programs.',
  }),
  'store.files': ({ file }: { file: Place }): Words => ({
    message: `${atStart(file)} cannot be opened: too many files are open.`,
    advice: 'Close other programs.',
  }),
  'store.unwritable': ({
    file,
    why,
  }: {
    file: Place;
    why: keyof typeof UNWRITABLE | 'failing-disk';
  }): Words => {
    if (why === 'failing-disk')
      return {
        message: `Reading or writing ${place(file)} failed.`,
        advice: 'Check the disk that holds it.',
      };
    const [message, advice] = UNWRITABLE[why];
    return { message: `${atStart(file)} ${message}.`, advice };
  },
  'store.newer': ({ file }: { file: string }): Words => ({
    message: `${file} was written by a newer version of the workbench.`,
    advice: otherFolder((folder) => `Update the workbench, or choose ${folder}.`),
  }),
  'store.gone': ({ file }: { file: string }): Words => ({
    message: `${file} was deleted while it was open: nothing can be recorded any more, and what it held is lost.`,
    advice: 'Close the workbench and start it again; put a backup in its place first where you have one.',
  }),
  'data-folder.unmovable': ({ to, why }: { to: string; why: keyof typeof UNMOVABLE }): Words => ({
    message: `The data folder cannot be moved to ${to}: ${UNMOVABLE[why]}`,
    advice: UNMOVED_ADVICE[why],
  }),
  'data-folder.no-space': ({
    to,
    bytes,
    freeBytes,
  }: {
    to: string;
    bytes: number;
    freeBytes: number;
  }): Words => ({
    message: `There is too little space for the data folder in ${to}: it takes ${sizeText(bytes)}, and ${sizeText(freeBytes)} are free.`,
    advice: 'Choose another disk, or free some space there. The data folder is as it was.',
  }),
  'data-folder.moving': (): Words => ({
    message: 'The data folder is being moved.',
    advice: 'The workbench goes on as soon as that is done.',
  }),
  /** @param holder the process that holds it, if known; `startedAt` in milliseconds since 1970 */
  'data-folder.in-use': ({
    dataDir,
    holder,
  }: {
    dataDir: string;
    holder: { pid: number; startedAt: number } | null;
  }): Words => ({
    message: `${dataDir} is in use by ${
      holder === null
        ? 'another process'
        : `process ${String(holder.pid)}, started ${dateTimeText(holder.startedAt, 'en')}`
    }.`,
    advice: otherFolder(
      (folder) => `Use the workbench that is open, or close it first; or choose ${folder}.`,
    ),
  }),
  /** A run without its settings. */
  'run.damaged': ({ lost }: { lost: readonly RunField[] }): Words =>
    damagedRun(
      lost,
      'It cannot go on. What it recorded can be exported; then remove it, or put a backup of the database in its place.',
    ),
  'run.partly-damaged': ({ lost }: { lost: readonly RunField[] }): Words =>
    damagedRun(lost, 'The rest of it is as it was.'),
  'dataset.damaged': (): Words => ({
    message: 'The record of this dataset is damaged: it cannot be read.',
    advice: 'Remove the dataset and import it again, or put a backup of the database in its place.',
  }),
};
