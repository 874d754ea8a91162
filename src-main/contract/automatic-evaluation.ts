import { oneOf } from './validation';

/** When runs are evaluated automatically: never, once they have ended, or also at their checkpoints. */
export const AutomaticEvaluationSchema = oneOf('evaluation', ['off', 'end', 'training']);
export type AutomaticEvaluation = (typeof AutomaticEvaluationSchema.options)[number];

/**
 * Also at checkpoints. During training only one automatic evaluation runs at a time, with the lowest priority and one
 * thread, and one that would have to wait is skipped. So with few processors there are fewer evaluations, not slower
 * runs.
 */
export const DEFAULT_AUTOMATIC_EVALUATION: AutomaticEvaluation = 'training';
