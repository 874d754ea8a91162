import { float, pointConstants, stacksOf, TRAINING, type ScriptedModel, type Values } from './python';
import wasserstein from './wasserstein.py?raw';

const optimizerOf = ({ optimizer }: Values): string =>
  optimizer === 'adam'
    ? 'keras.optimizers.Adam(LEARNING_RATE, 0.0, 0.9, epsilon=1e-7)'
    : 'keras.optimizers.RMSprop(LEARNING_RATE, rho=0.99, epsilon=1e-12)';

/** @param scaling the function `preprocess` */
export function wassersteinGan(scaling: string): ScriptedModel {
  return {
    only: { ...TRAINING, packing: 1 },
    constants: ({ latentSize, criticSteps, constraint, clip, penalty }, start) => ({
      LATENT_SIZE: String(latentSize),
      CRITIC_STEPS: String(criticSteps),
      ITEMS_PER_STEP: `${String(criticSteps)} * BATCH_SIZE`,
      CONSTRAINT: `"${String(constraint)}"`,
      CLIP: float(clip),
      PENALTY: float(penalty),
      ...pointConstants(start),
    }),
    sections(values, start) {
      const stacks = stacksOf(start, 'critic');
      return [
        [
          `G = Trained(${optimizerOf(values)}, generator)`,
          `C = Trained(${optimizerOf(values)}, ${stacks.join(', ')})\n\n`,
          scaling,
          '',
          'def generate():',
          '    z = draws.normal(f"z/{draws.current_pass}", (BATCH_SIZE, LATENT_SIZE))',
          '    return generator(z, training=True)\n\n',
          'def criticize(x):',
          `    return ${stacks.reduce((x, stack) => `${stack}(${x})`, 'x')}\n`,
        ].join('\n'),
        wasserstein,
      ];
    },
  };
}
