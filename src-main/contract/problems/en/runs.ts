import { countText } from '../../numbers';
import type { RunState } from '../../run';
import type { Words } from '../words';
import { fieldSentences, type FieldReason } from './fields';
import { RUN_STATES } from './run-states';

/** A run with its state. */
interface Named {
  name: string;
  state: RunState;
}

const NO_CHECKPOINT = {
  draw: ' yet to draw from',
  evaluate: ' yet to evaluate',
  export: ' yet to export',
} as const;

const notResumable = (state: RunState): string => {
  if (state === 'diverged') return 'it diverged';
  return state === 'completed' ? 'it has completed' : `it is ${RUN_STATES[state]}`;
};

export const runProblems = {
  'run.unknown': ({ id }: { id: number }): Words => ({
    message: `There is no run ${String(id)}.`,
    advice: 'List the runs to see which there are.',
  }),
  'run.unknown-column': ({ name, known }: { name: string; known: readonly string[] }): Words => ({
    message: `Runs have no column “${name}”.`,
    advice: `There are ${known.join(', ')}, and metrics at a step, such as loss@1000.`,
  }),
  'run.removed': ({ name }: { name: string }): Words => ({
    message: `${name} was removed.`,
    advice: 'Restore it first.',
  }),
  /** @param reasons what is wrong, in the order of the form's fields */
  'run.invalid': ({ reasons }: { reasons: readonly FieldReason[] }): Words => ({
    message: fieldSentences(reasons),
    advice: 'Correct this and launch the run again.',
  }),
  'run.invalid.hyperparameters': ({ reasons }: { reasons: readonly FieldReason[] }): Words => ({
    message: fieldSentences(reasons),
    advice: 'Correct the hyperparameters and launch the run again.',
  }),
  'run.active': ({ name, state, to }: Named & { to: 'go-back' | 'remove' }): Words =>
    to === 'remove'
      ? { message: `${name} is still training.`, advice: 'Stop it first, then remove it.' }
      : {
          message: `${name} is ${RUN_STATES[state]}, so it cannot go back to an earlier checkpoint.`,
          advice: 'Stop it first, or continue from the checkpoint as a new run.',
        },
  'run.too-many-tags': ({ name, most }: { name: string; most: number }): Words => ({
    message: `${name} would have more than ${String(most)} tags.`,
    advice: 'Remove some of its tags first.',
  }),
  'run.not-training': ({ name, state }: Named): Words => ({
    message: `${name} cannot be paused: it is ${RUN_STATES[state]}.`,
    advice:
      state === 'queued' ? 'Stop it to take it out of the queue.' : 'Only a run that trains can be paused.',
  }),
  /** @param reasons what is wrong, in the order of the form's fields */
  'run.unchangeable': ({ reasons }: { reasons: readonly FieldReason[] }): Words => ({
    message: fieldSentences(reasons),
    advice: 'Correct this, or launch a new run with other settings.',
  }),
  'run.cannot-change': ({ name, state }: Named): Words => ({
    message: `The hyperparameters of ${name} cannot change: it is ${RUN_STATES[state]}.`,
    advice: 'Resume it first, or launch a new run with other settings.',
  }),
  'run.cannot-record': ({ name, state }: Named): Words => ({
    message: `${name} records nothing now: it is ${RUN_STATES[state]}.`,
    advice: 'Only a run that trains or is paused records samples and checkpoints.',
  }),
  'run.not-paused': ({ name, state }: Named): Words => ({
    message: `${name} takes single steps while it is paused, and it is ${RUN_STATES[state]}.`,
    advice: 'Pause it first.',
  }),
  'run.one-network': ({ model }: { model: string }): Words => ({
    message: `${model} has no two networks of which one could be updated alone.`,
    advice: 'Take whole steps.',
  }),
  'run.too-many-changes': ({ name, most }: { name: string; most: number }): Words => ({
    message: `${name} has changed at ${countText(most)} steps, which is the most that is recorded.`,
    advice: 'Launch a new run with the settings that you want now.',
  }),
  'run.not-queued': ({ name, state }: Named): Words => ({
    message: `${name} has no place in the queue: it is ${RUN_STATES[state]}.`,
    advice: 'Only a run that waits to train can be moved.',
  }),
  'queue.empty': ({ name }: { name: string }): Words => ({
    message: `No other run waits for the device of ${name}, so it would go on at once.`,
    advice: 'Pause it, or launch another run first.',
  }),
  'run.not-resumable': ({ name, state }: Named): Words => ({
    message: `${name} cannot be resumed: ${notResumable(state)}.`,
    advice:
      state === 'diverged'
        ? 'Launch a new run with a lower learning rate, or another seed.'
        : 'Launch a new run, with a larger budget where you want it to train for longer.',
  }),
  'run.imported': ({ name }: { name: string }): Words => ({
    message: `${name} was imported from the log of another program: its model and its weights are not here, so it can neither train nor draw samples.`,
    advice: 'Compare it with other runs, or export what it recorded.',
  }),
  'run.nothing-left': ({ name, step }: { name: string; step: number }): Words => ({
    message: `The checkpoint of step ${countText(step)} is the end of ${name}: nothing is left to train.`,
    advice: 'Choose an earlier checkpoint, or launch a new run with a larger budget.',
  }),
  'run.dataset-changed': ({ dataset }: { dataset: string }): Words => ({
    message: `${dataset} is no longer what the run was trained on: its fingerprint is another.`,
    advice: 'Launch a new run with the same settings.',
  }),
  'run.no-checkpoint': ({ name, to }: { name: string; to: keyof typeof NO_CHECKPOINT }): Words => ({
    message: `${name} has no checkpoint${NO_CHECKPOINT[to]}.`,
    advice: 'Wait for its first checkpoint, or pause it: that writes one.',
  }),
  'run.draw-busy': ({ waiting }: { waiting: number }): Words => ({
    message: `Samples are being drawn already, and ${String(waiting)} others wait for that.`,
    advice: 'Wait until some of them are there, then try again.',
  }),
  'run.draw-cancelled': (): Words => ({ message: 'Drawing was cancelled.', advice: 'Draw again.' }),
  'run.evaluation-busy': ({ waiting }: { waiting: number }): Words => ({
    message: `A run is being evaluated, and ${String(waiting)} others wait for that.`,
    advice: 'Wait until some of them are done, then try again.',
  }),
  'run.no-sheet': ({ run }: { run: number }): Words => ({
    message: `Run #${String(run)} has no such sheet of samples.`,
    advice: 'It may have gone back to a checkpoint since: show the run again.',
  }),
  'run.evaluation-cancelled': (): Words => ({
    message: 'The evaluation was cancelled.',
    advice: 'Evaluate again.',
  }),
  'checkpoint.unknown': ({ name, step }: { name: string; step: number }): Words => ({
    message: `${name} has no checkpoint of step ${countText(step)}.`,
    advice: 'List its checkpoints to see which there are.',
  }),
  'checkpoint.needed': ({ name, state, step }: Named & { step: number }): Words => ({
    message: `The checkpoint of step ${countText(step)} is the newest of ${name}, which is ${RUN_STATES[state]}: after an interruption it would continue from there.`,
    advice: 'Stop the run first, or remove an earlier checkpoint.',
  }),
  'checkpoint.removed': ({ step }: { step: number }): Words => ({
    message: `The checkpoint of step ${countText(step)} was removed while it was read.`,
    advice: 'Try again with another checkpoint.',
  }),
  /** @param recorded the names of its metrics */
  'metric.unknown': ({
    run,
    name,
    recorded,
  }: {
    run: string;
    name: string;
    recorded: readonly string[];
  }): Words => ({
    message: `${run} has no metric “${name}”.`,
    advice:
      recorded.length === 0 ? 'It has recorded nothing yet.' : `It has recorded ${recorded.join(', ')}.`,
  }),
  'comparison.unknown': ({ name, names }: { name: string; names: readonly string[] }): Words => ({
    message: `There is no saved comparison “${name}”.`,
    advice:
      names.length === 0
        ? 'None is saved yet: open a comparison in the window, and save it there.'
        : `Those that are saved: ${names.join(', ')}.`,
  }),
  'comparison.removed': ({ name }: { name: string }): Words => ({
    message: `All runs of the comparison “${name}” were removed.`,
    advice: 'Restore them from the trash, or save another comparison.',
  }),
  'report.too-many-runs': ({ count, most }: { count: number; most: number }): Words => ({
    message: `A report compares ${String(most)} runs at most, and these are ${String(count)}.`,
    advice: 'Choose fewer runs, or make several reports.',
  }),
  'report.outdated': ({ runId }: { runId: number }): Words => ({
    message: `Run ${String(runId)} was resumed while its report was made: some of its figures are being recorded again.`,
    advice: 'Make the report again.',
  }),
};
