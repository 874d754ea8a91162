import average from './python/average.py?raw';
import averagedStep from './python/averaged-step.py?raw';
import clipped from './python/clipped.py?raw';
import { float, stacksOf, type ScriptInput } from './python';

/** What a script has for the settings that all models have: schedules, gradient clipping and averages of weights. */
export interface TrainingParts {
  readonly constants: Readonly<Record<string, string>>;
  /** Definitions of which the rest of the script makes use. */
  readonly definitions: readonly string[];
  /** Python that gives the updates of an optimizer for `gradients`. */
  readonly updates: string;
  /** Puts what follows a step around the sections of a model. */
  readonly around: (sections: readonly string[]) => readonly string[];
}

const REMAINING: Readonly<Record<string, string>> = {
  linear: '1 - done',
  cosine: '0.5 * (1 + math.cos(math.pi * done))',
};

/** The factor of the learning rates, as in `engine/learning-rate.ts`. */
function scheduled({ values, start }: ScriptInput): Pick<TrainingParts, 'constants' | 'definitions'> {
  const { schedule, warmupSteps, finalRate, scheduleSteps } = values;
  const remaining = REMAINING[String(schedule)];
  const horizon = Number(scheduleSteps) || start.totalSteps;
  const lines = [
    'def rate_factor(t):',
    '    """The factor of the learning rates in the step after t steps."""',
    `    warmup = ${warmupSteps === 0 ? '1.0' : 'min(1.0, (t + 1) / WARMUP_STEPS)'}`,
    ...(remaining === undefined
      ? ['    return warmup']
      : [
          '    done = min(1.0, max(0.0, (t - WARMUP_STEPS) / max(1, SCHEDULE_STEPS - WARMUP_STEPS)))',
          `    return warmup * (FINAL_RATE + (1 - FINAL_RATE) * ${remaining.startsWith('1') ? `(${remaining})` : remaining})`,
        ]),
  ];
  return {
    constants: {
      WARMUP_STEPS: String(warmupSteps),
      ...(remaining !== undefined && { SCHEDULE_STEPS: String(horizon), FINAL_RATE: float(finalRate) }),
    },
    definitions: [lines.join('\n')],
  };
}

export function trainingParts(input: ScriptInput): TrainingParts {
  const { values, start } = input;
  const { schedule, warmupSteps, clipNorm, averageDecay } = values;
  const isScheduled = schedule !== 'constant' || warmupSteps !== 0;
  const rates = isScheduled ? scheduled(input) : { constants: {}, definitions: [] };
  const isClipped = clipNorm !== 0;
  const stacks = start.averaged.flatMap((network) => stacksOf(start, network)).join(', ');
  const hasAverage = averageDecay !== 0;
  return {
    constants: {
      ...rates.constants,
      ...(isClipped && { CLIP_NORM: float(clipNorm) }),
      ...(hasAverage && { AVERAGE_DECAY: float(averageDecay) }),
    },
    definitions: [...rates.definitions, ...(isClipped ? [clipped] : []), ...(hasAverage ? [average] : [])],
    updates: `updates(${isClipped ? 'clipped(gradients)' : 'gradients'}${isScheduled ? ', rate_factor(draws.number)' : ''})`,
    around: (sections) =>
      hasAverage
        ? [
            ...sections.map((section) => section.replace(/^def step\(/m, 'def train_step(')),
            `average = Average(${stacks})`,
            averagedStep,
          ]
        : sections,
  };
}
