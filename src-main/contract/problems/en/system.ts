import { IS_PACKAGED } from '../../command';
import type { PhraseOf, Phrases } from '../phrases';

/** Why the engine uses its device. */
export const ENGINE_REASONS = {
  'gpu-found': 'TensorFlow found a CUDA GPU.',
  'cpu-requested': 'The CPU was requested.',
  'no-gpu': 'TensorFlow found no CUDA GPU and computes on the CPU.',
  /** @param detail in the system's words */
  'no-native': ({ detail }: { detail: string }) =>
    `Native TensorFlow did not load (${detail}), so training runs in pure JavaScript, which is slow.${IS_PACKAGED ? ' The package latent-workbench-tensorflow contains it; latent-workbench fetch-tensorflow fetches it for this user.' : ''}`,
} satisfies Phrases;
export type EngineReason = PhraseOf<typeof ENGINE_REASONS>;

/** Whether a part of the system works, and why. */
export const PART_REASONS = {
  ...ENGINE_REASONS,
  'engine-silent': 'The training process did not answer.',
  'engine-ended': 'The training process ended before it could say what it runs on.',
  'engine-unstartable': 'The training process could not be started.',
  'engine-unknown': 'Not looked for.',
  'electron-missing': 'Electron is not installed: the workbench opens in a browser tab instead.',
  'electron-works': 'The workbench opens in a window of its own.',
  /** @param detail from the setup */
  'electron-fails': ({ detail }: { detail: string }) => `It cannot open a window: ${detail}.`,
  'electron-untried': 'Not tried.',
  'node-works': 'Runs the workbench.',
  'sqlite-works': 'Keeps runs, metrics, samples and checkpoints.',
  /** @param problem with the text for the shell */
  problem: ({
    problem: { message, advice },
  }: {
    problem: { code: string; message: string; advice: string };
  }) => `${message} ${advice}`,
} satisfies Phrases;
export type PartReason = PhraseOf<typeof PART_REASONS>;
