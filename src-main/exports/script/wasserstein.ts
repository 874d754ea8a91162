import {
  float,
  latentCount,
  packed,
  packingConstant,
  pointConstants,
  stacksOf,
  throughAll,
  trained,
  type ScriptedModel,
  type Values,
} from './python';
import wasserstein from './python/wasserstein.py?raw';

const optimizerOf = ({ optimizer }: Values): string =>
  optimizer === 'adam' ? 'Adam(LEARNING_RATE, 0.0, 0.9)' : 'RMSprop(LEARNING_RATE, rho=0.99, epsilon=1e-12)';

/** @param scaling the function `preprocess` */
export function wassersteinGan(scaling: (values: Values) => string): ScriptedModel {
  return {
    constants: ({ values, start }) => ({
      LATENT_SIZE: String(values['latentSize']),
      CRITIC_STEPS: String(values['criticSteps']),
      ...packingConstant(values),
      ITEMS_PER_STEP: `CRITIC_STEPS * ${latentCount(values)}`,
      CONSTRAINT: `"${String(values['constraint'])}"`,
      CLIP: float(values['clip']),
      PENALTY: float(values['penalty']),
      ...pointConstants(start),
    }),
    sections(input) {
      const { values, start, framework } = input;
      return [
        [
          trained('G', optimizerOf(values), ['generator']) +
            trained('C', optimizerOf(values), stacksOf(start, 'critic')) +
            '\n',
          scaling(values),
          '',
          'def generate():',
          `    z = draws.normal(f"z/{draws.current_pass}", (${latentCount(values)}, LATENT_SIZE))`,
          `    return ${packed(framework.inTraining('generator', 'z'), values['packing'])}\n\n`,
          'def criticize(x):',
          `    return ${throughAll(input, 'critic')}\n`,
        ].join('\n'),
        wasserstein,
      ];
    },
  };
}
