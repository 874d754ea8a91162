import type { RecordedStart } from '../recorded-start';
import adversarial from './adversarial.py?raw';
import autoencoder from './autoencoder.py?raw';
import classifier from './classifier.py?raw';
import crossEntropy from './cross-entropy.py?raw';
import leastSquares from './least-squares.py?raw';
import {
  bool,
  float,
  pointConstants,
  preprocess,
  stacksOf,
  standardized,
  TRAINING,
  type ScriptedModel,
  type Values,
} from './python';
import variational from './variational.py?raw';
import { wassersteinGan } from './wasserstein';

const ADAM = 'keras.optimizers.Adam(LEARNING_RATE, BETA1, BETA2, epsilon=1e-7)';

function adversarialGlue(
  { freshLatents, discriminatorRate }: Values,
  start: RecordedStart,
  { prior, freshInEachPass = false, scaling }: Adversarial,
): string {
  const [low, high] = prior === 'uniform' ? [', -1.0', ', 1.0'] : ['', ''];
  const stream = freshLatents === true || freshInEachPass ? 'f"z/{draws.current_pass}"' : '"z"';
  const stacks = stacksOf(start, 'discriminator');
  const output = stacks.reduce((x, stack) => `${stack}(${x}, training=True)`, 'x');
  const rate =
    discriminatorRate === undefined || discriminatorRate === 1 ? '' : ` * ${float(discriminatorRate)}`;
  return [
    `G = Trained(${ADAM}, generator)`,
    `D = Trained(${ADAM.replace('LEARNING_RATE', `LEARNING_RATE${rate}`)}, ${stacks.join(', ')})\n\n`,
    scaling === undefined ? preprocess('x') : scaling,
    '',
    'def generate():',
    `    z = draws.${prior}(${stream}, (BATCH_SIZE, LATENT_SIZE)${low}${high})`,
    '    return generator(z, training=True)\n\n',
    'def discriminate(x):',
    `    return ${output}\n`,
  ].join('\n');
}

interface Adversarial {
  readonly prior: 'uniform' | 'normal';
  readonly freshInEachPass?: boolean;
  /** Of real items; as they are if omitted. */
  readonly scaling?: string;
  readonly criterion?: 'cross-entropy' | 'least-squares';
  readonly only?: Values;
}

const CODINGS: Readonly<Record<string, readonly string[]>> = {
  binary: ['1.0', '0.0', '1.0'],
  pearson: ['1.0', '-1.0', '0.0'],
};

function gan({ criterion = 'cross-entropy', only = {}, ...form }: Adversarial): ScriptedModel {
  return {
    only: { ...TRAINING, ...only },
    constants({ latentSize, beta1, beta2, jointBatch, updates, realLabel, coding }, start) {
      const [real = '', generated = '', goal = ''] = CODINGS[String(coding)] ?? [];
      return {
        LATENT_SIZE: String(latentSize),
        BETA1: float(beta1),
        BETA2: float(beta2),
        JOINT_BATCH: bool(jointBatch),
        SIMULTANEOUS: bool(updates === 'simultaneous'),
        ...(criterion === 'cross-entropy'
          ? { REAL_LABEL: float(realLabel) }
          : { TARGET_OF_REAL: real, TARGET_OF_GENERATED: generated, GENERATOR_TARGET: goal }),
        ...pointConstants(start),
      };
    },
    sections: (values, start) => [
      adversarialGlue(values, start, form),
      criterion === 'cross-entropy' ? crossEntropy : leastSquares,
      adversarial,
    ],
  };
}

const GAUSSIAN_NLL = (mean: string): string =>
  [
    '    scaled = (items - mean) / DECODER_DEVIATION',
    '    return 0.5 * tf.square(scaled) + math.log(DECODER_DEVIATION) + 0.5 * math.log(2 * math.pi)\n',
  ]
    .join('\n')
    .replace('mean', mean);

const nll = (body: string): string => `def reconstruction_nll(items, decoded):\n${body}`;
const BERNOULLI = '    return tf.nn.sigmoid_cross_entropy_with_logits(labels=items, logits=decoded)\n';

/** @param output what the decoder gives: logits of pixels, or points */
function vae(output: 'logits' | 'points'): ScriptedModel {
  return {
    only: TRAINING,
    constants: ({ beta, lossReduction, decoder, decoderDeviation, latentSize }, start) => {
      const takesMeans = lossReduction === 'document';
      const values = start.steps.get('x')?.shape[2] ?? 1;
      return {
        BETA: float(beta),
        VALUE_SCALE: takesMeans ? `1 / ${String(values)}` : '1.0',
        LATENT_SCALE: takesMeans ? `1 / ${String(latentSize)}` : '1.0',
        ...(decoder === 'bernoulli' ? {} : { DECODER_DEVIATION: float(decoderDeviation) }),
        ...pointConstants(start),
      };
    },
    sections: ({ decoder }) => [
      [
        'networks = Trained(',
        '    keras.optimizers.Adam(LEARNING_RATE, epsilon=1e-7), encoder_body, encoder_mean, encoder_log_variance, decoder)\n\n',
        output === 'points' ? standardized : preprocess('x'),
        '',
        nll(
          output === 'points'
            ? GAUSSIAN_NLL('decoded')
            : decoder === 'gaussian'
              ? GAUSSIAN_NLL('tf.sigmoid(decoded)')
              : BERNOULLI,
        ),
      ].join('\n'),
      variational,
    ],
  };
}

const squeezing: ScriptedModel = {
  only: TRAINING,
  constants: ({ noise }) => ({ NOISE: float(noise ?? 0) }),
  sections: ({ criterion }) => [
    [
      'networks = Trained(keras.optimizers.Adam(LEARNING_RATE, epsilon=1e-7), encoder, decoder)\n\n',
      'def error(logits, images):',
      criterion === 'cross-entropy'
        ? '    return tf.nn.sigmoid_cross_entropy_with_logits(labels=images, logits=logits)\n'
        : '    return tf.math.squared_difference(tf.sigmoid(logits), images)\n',
    ].join('\n'),
    autoencoder,
  ],
};

const classifying: ScriptedModel = {
  only: TRAINING,
  constants: () => ({}),
  sections: () => [
    'networks = Trained(keras.optimizers.RMSprop(LEARNING_RATE), classifier_features, classifier_classes)\n',
    classifier,
  ],
};

const PLAIN_POINTS: Values = {
  packing: 1,
  unrolledSteps: 0,
  discriminatorActivation: 'leaky-relu',
};

/** The models that there are scripts of, by id. */
export const SCRIPTED_MODELS: Readonly<Record<string, ScriptedModel>> = {
  'gan-mlp': gan({ prior: 'uniform' }),
  lsgan: gan({ prior: 'normal', criterion: 'least-squares' }),
  // The recorded numbers of its dropout would take hundreds of megabytes.
  'gan-conv': gan({ prior: 'uniform', freshInEachPass: true, only: { dropout: 0 } }),
  wgan: wassersteinGan(preprocess('2.0 * x - 1.0')),
  dcgan: gan({ prior: 'uniform', scaling: preprocess('2.0 * x - 1.0') }),
  'gan-mlp-2d': gan({ prior: 'normal', scaling: standardized, only: PLAIN_POINTS }),
  'lsgan-2d': gan({
    prior: 'normal',
    scaling: standardized,
    criterion: 'least-squares',
    only: PLAIN_POINTS,
  }),
  'wgan-2d': wassersteinGan(standardized),
  'vae-mlp': vae('logits'),
  'vae-conv': vae('logits'),
  'vae-mlp-2d': vae('points'),
  autoencoder: squeezing,
  'denoising-autoencoder': squeezing,
  'classifier-mlp': classifying,
};
