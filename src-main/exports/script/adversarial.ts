import adversarial from './python/adversarial.py?raw';
import crossEntropy from './python/cross-entropy.py?raw';
import crossEntropyOfGenerator from './python/cross-entropy-generator.py?raw';
import discriminatorPass from './python/discriminator-pass.py?raw';
import generatorPass from './python/generator-pass.py?raw';
import leastSquares from './python/least-squares.py?raw';
import leastSquaresOfGenerator from './python/least-squares-generator.py?raw';
import semiSupervised from './python/semi-supervised.py?raw';
import unrolled from './python/unrolled.py?raw';
import {
  bool,
  float,
  latentCount,
  packed,
  packingConstant,
  pointConstants,
  preprocess,
  stacksOf,
  throughAll,
  trained,
  type ScriptedModel,
  type ScriptInput,
  type Values,
} from './python';

export interface Adversarial {
  readonly prior: 'uniform' | 'normal';
  readonly freshInEachPass?: boolean;
  /** The function `preprocess` of real items, which leaves them as they are if it is omitted. */
  readonly scaling?: (values: Values) => string;
  readonly criterion?: 'cross-entropy' | 'least-squares';
  /** How a conditional GAN takes the classes of items. */
  readonly conditional?: Conditional;
}

interface Conditional {
  /** Lines of `generate(labels)` after the latents `z`. */
  readonly generate: (input: ScriptInput) => readonly string[];
  /** Lines of `discriminate(x, labels)` where `classes` are those of x. */
  readonly discriminate: (input: ScriptInput) => readonly string[];
}

const unlabelled: Conditional = {
  generate: ({ values, framework }) => [
    `return ${packed(framework.inTraining('generator', 'z'), values['packing'])}`,
  ],
  discriminate: (input) => [`return ${throughAll(input, 'discriminator')}`],
};

/** The class is concatenated with latents and points; Mirza and Osindero 2014, section 3.2. */
export const concatenated: Conditional = {
  generate: ({ framework }) => [
    `return ${framework.inTraining('generator', 'ops.concatenate([z, one_hot(labels)], 1)')}`,
  ],
  discriminate: (input) => [
    `return ${throughAll(input, 'discriminator', 'ops.concatenate([x, classes], 1)')}`,
  ],
};

const define = (head: string, lines: readonly string[]): string =>
  `def ${head}:\n${lines.map((line) => `    ${line}\n`).join('')}`;

const optimizers = ({ values: { discriminatorRate: rate }, start }: ScriptInput): string => {
  const adam = (factor: string) => `Adam(LEARNING_RATE${factor}, BETA1, BETA2)`;
  const factor = rate === undefined || rate === 1 ? '' : ` * ${float(rate)}`;
  return [
    trained('G', adam(''), stacksOf(start, 'generator')),
    trained('D', adam(factor), stacksOf(start, 'discriminator')),
  ].join('');
};

function latents({ values }: ScriptInput, { prior, freshInEachPass = false }: Adversarial): string {
  const range = prior === 'uniform' ? ', -1.0, 1.0' : '';
  const stream = values['freshLatents'] === true || freshInEachPass ? 'f"z/{draws.current_pass}"' : '"z"';
  return `z = draws.${prior}(${stream}, (${latentCount(values)}, LATENT_SIZE)${range})`;
}

function passes(input: ScriptInput, form: Adversarial): string {
  const { scaling = () => preprocess('x'), conditional } = form;
  const { generate, discriminate } = conditional ?? unlabelled;
  const classes = [
    'classes = one_hot(labels)',
    'classes = ops.concatenate([classes] * (len(x) // len(classes)), 0)',
  ];
  return [
    optimizers(input),
    scaling(input.values),
    define('generate(labels)', [latents(input, form), ...generate(input)]),
    define('discriminate(x, labels)', [...(conditional ? classes : []), ...discriminate(input)]),
  ].join('\n\n');
}

const CODINGS: Readonly<Record<string, readonly string[]>> = {
  binary: ['1.0', '0.0', '1.0'],
  pearson: ['1.0', '-1.0', '0.0'],
};

const sizes = ({ values, start }: ScriptInput): Record<string, string> => ({
  LATENT_SIZE: String(values['latentSize']),
  ...packingConstant(values),
  BETA1: float(values['beta1']),
  BETA2: float(values['beta2']),
  ...pointConstants(start),
});

const isUnrolled = ({ values: { unrolledSteps = 0 } }: ScriptInput): boolean => unrolledSteps !== 0;

/** A GAN that is trained by a criterion. */
export function gan(form: Adversarial): ScriptedModel {
  const { criterion = 'cross-entropy', conditional } = form;
  return {
    constants(input) {
      const { jointBatch, updates, realLabel, coding } = input.values;
      const [real = '', generated = '', goal = ''] = CODINGS[String(coding)] ?? [];
      return {
        ...sizes(input),
        ...(conditional && { CLASSES: String(input.start.classes) }),
        ...(isUnrolled(input) && { UNROLLED_STEPS: String(input.values['unrolledSteps']) }),
        JOINT_BATCH: bool(jointBatch),
        SIMULTANEOUS: bool(updates === 'simultaneous'),
        ...(criterion === 'cross-entropy'
          ? { REAL_LABEL: float(realLabel) }
          : {
              TARGET_OF_REAL: real,
              TARGET_OF_GENERATED: generated,
              ...(!isUnrolled(input) && { GENERATOR_TARGET: goal }),
            }),
      };
    },
    sections: (input) => [
      passes(input, form),
      criterion === 'cross-entropy' ? crossEntropy : leastSquares,
      discriminatorPass,
      ...(isUnrolled(input)
        ? [
            `DISCRIMINATOR = (${stacksOf(input.start, 'discriminator').join(', ')})`,
            unrolled,
            adversarial.replace('generator_pass(labels)', 'generator_pass(real)'),
          ]
        : [
            criterion === 'cross-entropy' ? crossEntropyOfGenerator : leastSquaresOfGenerator,
            generatorPass,
            adversarial,
          ]),
    ],
  };
}

/** A GAN whose discriminator learns classes from a few labels. @param scaling the function `preprocess` */
export function semiSupervisedGan(scaling: (values: Values) => string): ScriptedModel {
  return {
    constants: (input) => ({
      ...sizes(input),
      CLASSES: String(input.start.classes),
      UNSUPERVISED_WEIGHT: float(input.values['unsupervisedWeight']),
      FEATURE_MATCHING: bool(input.values['featureMatching']),
    }),
    sections: (input) => [
      [
        'LABELLED = np.load(HERE / "labelled.npz")\n',
        optimizers(input),
        scaling(input.values),
        define('generate()', [
          latents(input, { prior: 'normal' }),
          `return ${input.framework.inTraining('generator', 'z')}`,
        ]),
        define('features(x)', [`return ${input.framework.inTraining('discriminator_features', 'x')}`]),
        define('classify(x)', [`return ${input.framework.inTraining('discriminator_classes', 'x')}`]),
      ].join('\n\n'),
      semiSupervised,
    ],
  };
}
