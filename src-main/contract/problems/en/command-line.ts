import { countText } from '../../numbers';
import type { RunState } from '../../run';
import type { Words } from '../words';
import { lostText, type Lost } from './lost';
import { RUN_STATES } from './run-states';

const FREE_SPACE = 'Free some space, or choose another disk. What was there before is unchanged.';
const PERMISSIONS = 'Choose another folder, or change its permissions.';
const UNWRITABLE = {
  full: ['the disk is full', FREE_SPACE],
  quota: ['your share of the disk is used up', FREE_SPACE],
  'too-large': ['it would be larger than a file may be there', FREE_SPACE],
  denied: ['you are not allowed to', PERMISSIONS],
  'read-only': ['its disk can only be read', 'Choose another folder.'],
  folder: ['a folder has that name', 'Choose another name.'],
  'no-parent': ['part of its path is a file', 'Choose another folder.'],
  'long-name': ['its name is too long', 'Choose a shorter name.'],
} as const;

/** Problems that only occur on the command line. */
export const commandLineProblems = {
  'node.too-old': ({ version }: { version: string }): Words => ({
    message: `Node ${version} is too old for the database: it takes 22.14 or newer.`,
    advice: 'Start with npm start, which brings its own Node.',
  }),
  interrupted: (): Words => ({ message: 'Stopped.', advice: 'Nothing was kept; start it again.' }),
  'usage.runs-or-all': (): Words => ({
    message: 'Which runs to export is not clear.',
    advice:
      'Name some runs, or give --all alone for all runs of the data folder, or --dataset alone for a dataset.',
  }),
  'usage.runs-or-saved': (): Words => ({
    message: 'compare takes runs, or a saved comparison.',
    advice: 'Name two runs or more, or one comparison with --saved NAME; comparisons lists them.',
  }),
  'usage.assignment': ({
    text,
    model,
    names,
  }: {
    text: string;
    model: string;
    names: readonly string[];
  }): Words => ({
    message: `--set ${text} is not of the form name=value.`,
    advice: `Names for ${model}: ${names.join(', ')}.`,
  }),
  'usage.change': ({ text }: { text: string }): Words => ({
    message: `--at ${text} does not begin with the number of a step.`,
    advice: 'Write the step and then the values from there on: --at 500 lr=0.0001.',
  }),
  /** @param names the options of the formats */
  'usage.export-option': ({ text, names }: { text: string; names: readonly string[] }): Words => ({
    message: `--option ${text} does not set an option of these formats.`,
    advice:
      names.length === 0
        ? 'They have no options: leave it out.'
        : `Write it as name=value. Names: ${names.join(', ')}.`,
  }),
  'serve.port': ({ port, isTaken }: { port: number; isTaken: boolean }): Words => ({
    message: `Port ${String(port)} ${isTaken ? 'is taken by another program' : 'is not open to you'}.`,
    advice: 'Leave --port out, or choose another.',
  }),
  'run.unknown.name': ({ name }: { name: string }): Words => ({
    message: `There is no run ${name}.`,
    advice: 'The command runs lists what there is: use the number or the whole name.',
  }),
  'run.ambiguous': ({ name, ids }: { name: string; ids: readonly number[] }): Words => ({
    message: `${String(ids.length)} runs are named ${name}.`,
    advice: `Use a number: ${ids.join(', ')}.`,
  }),
  'run.stopped': ({
    id,
    name,
    state,
    step,
    checkpointStep,
  }: {
    id: number;
    name: string;
    state: RunState;
    step: number;
    checkpointStep: number | null;
  }): Words => ({
    message: `${name} (run ${String(id)}) was ${RUN_STATES[state]} at step ${countText(step)}.`,
    advice:
      checkpointStep === null
        ? 'It had no checkpoint yet: start it again.'
        : `Go on from step ${countText(checkpointStep)} with: resume ${String(id)}`,
  }),
  'run.would-lose': ({ name, step, lost }: { name: string; step: number; lost: Lost }): Words => ({
    message: `What ${name} recorded after step ${countText(step)} would be removed: ${lostText(lost)}.`,
    advice: 'Add --yes to remove it, or --as NAME to go on as a new run, which leaves this one as it is.',
  }),
  /** @param mayAsk whether the terminal is interactive */
  'purge.unconfirmed': ({ mayAsk }: { mayAsk: boolean }): Words => ({
    message: 'Nothing was deleted.',
    advice: mayAsk ? 'Start it again and answer y.' : 'Add --yes to delete without being asked.',
  }),
  'purge.nothing-named': (): Words => ({
    message: 'No removed run is named.',
    advice: 'Name runs that runs trash lists, or add --all.',
  }),
  'run.nothing-to-fork': ({ name }: { name: string }): Words => ({
    message: `${name} has no checkpoint that another run could go on from.`,
    advice: 'Launch a new run with the same settings.',
  }),
  'run.no-class.name': ({ name, classes }: { name: string; classes: readonly string[] }): Words => ({
    message: `There is no class ${name}.`,
    advice:
      classes.length === 0
        ? 'The dataset has no classes: draw without one.'
        : `Choose one of ${classes.join(', ')}.`,
  }),
  'dataset.options': ({ min, max }: { min: number; max: number }): Words => ({
    message: `The side of an image is ${String(min)} to ${String(max)} pixels.`,
    advice: 'Give --side a number in that range.',
  }),
  'dataset.too-many-files': ({ count, most }: { count: number; most: number }): Words => ({
    message: `These are ${String(count)} files; at most ${String(most)} are looked into at once.`,
    advice: 'Name the files of one dataset, or the folder they are in.',
  }),
  'file.unknown': ({ target }: { target: string }): Words => ({
    message: `There is nothing to write to ${target}.`,
    advice: 'The run may have recorded nothing yet.',
  }),
  'file.stopped': ({ file }: { file: string }): Words => ({
    message: `${file} was not written: it was stopped before it was whole.`,
    advice: 'Start it again.',
  }),
  /** @param why a reason, or the system's error code */
  'file.unwritable': ({
    file,
    why,
  }: {
    file: string;
    why: keyof typeof UNWRITABLE | { systemCode: string };
  }): Words => {
    const [reason, advice] =
      typeof why === 'string'
        ? UNWRITABLE[why]
        : [`the system says ${why.systemCode}`, 'Choose another place.'];
    return { message: `${file} cannot be written: ${reason}.`, advice };
  },
};
