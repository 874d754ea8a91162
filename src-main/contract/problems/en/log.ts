import { countText } from '../../numbers';
import { phraseText, type PhraseOf, type Phrases } from '../phrases';
import { STOP_REASONS, type StopReason } from './stop-reasons';
import { ENGINE_REASONS, type EngineReason } from './system';

/** Lines of a run's log, which are stored as text. */
export const LOG_LINES = {
  trains: ({ mode, device, why }: { mode: 'compiled' | 'eager'; device: string; why: EngineReason }) =>
    `Trains ${mode} on ${device}. ${phraseText(ENGINE_REASONS, why)}`,
  /** @param why the message of a problem; null if TensorFlow rejected the step */
  'trains-eagerly': ({ why }: { why: string | null }) =>
    `Trains eagerly, which is slower: ${why ?? 'TensorFlow did not accept the compiled step; the log of the workbench has the details.'}`,
  'hyperparameter-changed': ({
    step,
    label,
    from,
    to,
  }: {
    step: number;
    label: string;
    from: string;
    to: string;
  }) => `${label} changed from ${from} to ${to} after step ${countText(step)}.`,
  'waits-for-dataset': ({ dataset }: { dataset: string }) => `Waits for ${dataset} to be generated.`,
  'too-few-test-items': ({ dataset, items, least }: { dataset: string; items: number; least: number }) =>
    `Its samples are not evaluated: ${dataset} has ${countText(items)} test items, and an evaluation takes ${countText(least)} or more.`,
  'evaluation-failed': ({ step, message, advice }: { step: number; message: string; advice: string }) =>
    `The evaluation of step ${countText(step)} failed. ${message} ${advice}`,
  'evaluation-taken-up': ({ step }: { step: number }) =>
    `The evaluation of step ${countText(step)}, which had been broken off, is done now.`,
  'checkpoint-gone': ({ step }: { step: number }) =>
    `The checkpoint of step ${countText(step)} was no longer on the server. A later one will be fetched.`,
  'halving-trains-on': ({
    step,
    factor,
    metric,
    next,
  }: {
    step: number;
    factor: number;
    metric: string;
    next: number;
  }) =>
    `Among the best of its sweep at step ${countText(step)} (one in ${String(factor)} trains on, by ${metric}): trains on to step ${countText(next)}.`,
  'stopped-early': ({ why }: { why: StopReason }) =>
    `Stopped early by its sweep. ${phraseText(STOP_REASONS, why)}`,
} satisfies Phrases;
export type LogLine = PhraseOf<typeof LOG_LINES>;
