import { oneOf } from './validation';

/** When runs are evaluated without being asked: never, once they have ended, or at their checkpoints, too. */
export const AutomaticEvaluationSchema = oneOf('evaluation', ['off', 'end', 'training']);
export type AutomaticEvaluation = (typeof AutomaticEvaluationSchema.options)[number];

/**
 * At checkpoints, too: beside training only one such evaluation works at a time, with the lowest priority and one thread,
 * and one that would have to wait is left out. So on few processors there are fewer of them, not slower runs.
 */
export const DEFAULT_AUTOMATIC_EVALUATION: AutomaticEvaluation = 'training';
