import * as z from 'zod';
import { RUN_LIMITS } from './run';
import { because, wholeNumber, wholeNumberFrom } from './validation';

const RunAtSchema = z.object({
  runId: wholeNumberFrom('run-number', 1),
  step: wholeNumberFrom('sheet-step', 0),
});

/** The most answers in a round. */
export const MAX_ANSWERS = 40;

/**
 * The choices of a person who saw pairs of images without names, and said which looks more real: a sample of one run
 * beside one of another run or, without `other`, beside a training image.
 */
export const NewBlindRoundSchema = z
  .object({
    run: RunAtSchema,
    other: RunAtSchema.nullable(),
    /** Number of times that the sample of `run` was chosen. */
    chosen: wholeNumberFrom('choice-count', 0),
    answers: wholeNumber('answer-count', { min: 1, max: MAX_ANSWERS }),
    /** The seed for the order of pairs and sides. */
    seed: wholeNumber('seed', RUN_LIMITS.seed),
  })
  .refine(({ chosen, answers }) => chosen <= answers, because('choices-of-answers'));
export type NewBlindRound = z.infer<typeof NewBlindRoundSchema>;

export const BlindRoundSchema = z.object({
  ...NewBlindRoundSchema.shape,
  id: z.int(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
});
export type BlindRound = z.infer<typeof BlindRoundSchema>;

/** Returns each round whose runs are all among the given ones, once. */
export function roundsAmong(rounds: readonly BlindRound[], runIds: readonly number[]): BlindRound[] {
  const among = rounds.filter(
    ({ run, other }) => runIds.includes(run.runId) && (other === null || runIds.includes(other.runId)),
  );
  return [...new Map(among.map((round) => [round.id, round])).values()].sort((a, b) => a.id - b.id);
}
