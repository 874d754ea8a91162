import * as z from 'zod';
import { RUN_LIMITS } from './run';
import { wholeNumber, wholeNumberFrom } from './validation';

const RunAtSchema = z.object({
  runId: wholeNumberFrom('The number of a run', 1),
  step: wholeNumberFrom('The step of a sheet', 0),
});

/** Answers of a round at most. */
export const MAX_ANSWERS = 40;

/**
 * What a person chose who saw pairs of images without names, and said which looks more real: a sample of one run beside
 * one of another run or, without `other`, beside a training image.
 */
export const NewBlindRoundSchema = z
  .object({
    run: RunAtSchema,
    other: RunAtSchema.nullable(),
    /** How often the sample of `run` was chosen. */
    chosen: wholeNumberFrom('The number of choices', 0),
    answers: wholeNumber('The number of answers', { min: 1, max: MAX_ANSWERS }),
    /** Of the order of pairs and sides. */
    seed: wholeNumber('The seed', RUN_LIMITS.seed),
  })
  .refine(({ chosen, answers }) => chosen <= answers, 'There are no more choices than answers.');
export type NewBlindRound = z.infer<typeof NewBlindRoundSchema>;

export const BlindRoundSchema = z.object({
  ...NewBlindRoundSchema.shape,
  id: z.int(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
});
export type BlindRound = z.infer<typeof BlindRoundSchema>;
