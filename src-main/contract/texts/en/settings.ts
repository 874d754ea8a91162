import { plural } from '../plural';

export const settings = {
  /** What happens to runs that train when the window is closed. */
  closing: {
    ask: 'Ask',
    background: 'They train on in the background',
    stop: 'They stop with a checkpoint',
  },
  runDefaults: {
    samples: {
      label: 'Samples of a run',
      help: 'How often a run records samples, about, unless its form says otherwise.',
    },
    checkpoints: {
      label: 'Checkpoints of a run',
      help: 'How often a run saves a checkpoint, about, unless its form says otherwise.',
    },
    threads: {
      label: 'Threads',
      help: 'Of one operation of TensorFlow, in runs that start from now on; 0 for all processors. Another number may change the last digits of metrics.',
    },
    pictureScale: {
      label: 'Scale of saved pictures',
      help: 'Pixels for each pixel of a sample.',
    },
  },
  /** A language is written in itself. */
  languages: { system: 'As the system', en: 'English', ko: '한국어' },
  /** When runs are evaluated automatically. */
  evaluationTimes: { off: 'Never', end: 'At the end', training: 'At checkpoints and the end' },
  title: 'Settings',
  theme: 'Theme',
  asSystem: 'As the system',
  light: 'Light',
  dark: 'Dark',
  language: 'Language',
  system: 'System',
  native: 'native TensorFlow',
  onDevice: (device: string) => `on ${device}`,
  works: 'works',
  fails: 'does not work',
  data: 'Data',
  dataFolder: 'Data folder',
  copyPath: 'Copy the path',
  database: 'Database',
  bytes: (count: number) => `${String(count)} bytes`,
  saveFile: (name: string) => `Save ${name}`,
  about: 'About',
  shownIn: 'Shown in',
  ownWindow: 'its own window',
  browser: 'a browser',
  keys: 'Keys',
  evaluation: 'Evaluation of runs',
  evaluationHelp:
    'Measures how good samples are. Checkpoints are evaluated beside training with the lowest priority, one at a time, once the dataset has its encoder: where processors are busy, some are left out rather than slow a run down.',
  atOnce: 'Runs that train at once',
  atOnceHelp: 'On each device, paused ones included. Several share its memory, and slow each other down.',
  wholeNumber: (most: number) => `It is a whole number from 0 to ${String(most)}.`,
  removedCheckpoints: (count: number) =>
    `Removed ${String(count)} ${plural(count, 'checkpoint', 'checkpoints')}.`,
  retentionHelp:
    'Of each run, the newest and all pinned checkpoints stay. Changes apply to a run when it writes its next one.',
  allTake: (size: string) => `All checkpoints take ${size}.`,
  milestones: 'Milestones',
  zeroTo: (most: number) => `0 to ${String(most)}`,
  milestonesHelp: 'So many of a run, spread evenly over it, the newest among them.',
  storeBest: 'Store the best checkpoint',
  bestBy: (model: string) => `Best by, ${model}`,
  automatic: 'Automatic',
  applyNow: 'Apply to all runs now…',
  applyToAll: 'Apply to all runs?',
  applyHelp:
    'Checkpoints that are neither the newest, the best, milestones nor pinned are removed. This cannot be undone.',
  removeThem: 'Remove them',
  desktop: 'Desktop',
  notifyHelp:
    'When a run completes, fails or diverges, or shows signs of a failure such as mode collapse, unless its page is in front of you.',
  notify: 'Notify about runs',
  closingHelp:
    'When the window is closed while runs train. In the background, an icon beside the clock opens it again.',
  whenClosed: 'When the window is closed',
  releases: {
    title: 'New versions',
    help: (host: string) =>
      `Asks ${host} for the newest version when the workbench starts, and once a day. Nothing is said about you, this machine or your runs, and nothing is installed.`,
    look: 'Look for new versions',
    lookNow: 'Look now',
    asking: 'Asking…',
    newest: 'This is the newest version.',
    isOut: (version: string) => `Version ${version} is out`,
    show: 'Show',
  },
  range: (low: number, high: number) => `${String(low)} to ${String(high)}`,
  checkpointsInIt: 'Checkpoints in it',
  figuresInIt: 'Figures in it',
  nothingToThin: 'All its checkpoints are to be kept.',
  openFolder: 'Open the data folder',
  liesIn: (place: string) => `A link leads to ${place}.`,
  exportAll: 'Export all…',
  exportAllHelp: 'All runs with their comparisons and datasets in one file, which another workbench imports',
  nothingToExport: 'There are no runs yet',
  engine: {
    title: 'Native TensorFlow is missing',
    missing:
      'Runs train in pure JavaScript, ten to a hundred times slower, until it is there. The workbench can fetch it for you from the Python package index; it takes about 0.8 GB in your cache folder.',
    fetch: (size: string) => `Fetch it (${size})`,
    goOn: 'Go on with it',
    later: 'Later',
    background: 'Go on in the background',
    fetching: 'Fetching',
    unpacking: 'Unpacking…',
    ready: 'Native TensorFlow is there. Runs that start from now on use it.',
    restart: 'Native TensorFlow is there. Close the workbench and start it again to use it.',
    open: 'Fetch native TensorFlow…',
  },
  moveFolder: 'Move…',
  moveTitle: 'Move the data folder',
  moveTo: 'To the folder',
  moveToHelp:
    'One that is empty, or not there yet. A link stays in the old place, so that all that uses the data folder finds it.',
  choose: 'Choose…',
  checkPlace: 'Check the folder',
  checkingPlace: 'Checking…',
  moveSize: (size: string, free: string | null) =>
    free === null ? `${size} are moved.` : `${size} are moved; ${free} are free there.`,
  moveRenames: 'The folder lies on the same disk: that takes a moment.',
  moveCopies:
    'The folder lies on another disk: all files are copied and compared before the old ones are removed.',
  moveRestarts: 'Then the workbench starts again.',
  moveRuns: (count: number) =>
    count === 1
      ? 'A run trains: it stops with a checkpoint first, and goes on afterwards.'
      : `${String(count)} runs train: they stop with a checkpoint first, and go on afterwards.`,
  move: 'Move',
  moving: {
    closing: 'Closing the data folder; runs that train save a checkpoint…',
    copying: 'Copying and comparing',
    opening: 'Opening the workbench…',
    restarting: 'The workbench starts again…',
  },
  copiedOf: (done: string, total: string) => `${done} of ${total}`,
  movedTo: (place: string) => `The data folder is ${place} now.`,
  inTrash: 'In the trash',
  openTrash: 'Open the trash',
  largestRuns: 'Largest runs',
  diskUse: 'Disk use of runs',
  shareOfLargest: 'Share of the largest',
  thinHelp: 'Removes the checkpoints that the rules above do not keep',
  thin: 'Thin',
};
