import { concatenated, gan, semiSupervisedGan } from './adversarial';
import autoencoder from './python/autoencoder.py?raw';
import classifier from './python/classifier.py?raw';
import {
  float,
  pointConstants,
  preprocess,
  signed,
  standardized,
  stacksOf,
  trained,
  type ScriptedModel,
  type ScriptInput,
} from './python';
import variational from './python/variational.py?raw';
import { wassersteinGan } from './wasserstein';

const GAUSSIAN_NLL = (mean: string): string =>
  [
    `    scaled = (items - ${mean}) / DECODER_DEVIATION`,
    '    return 0.5 * ops.square(scaled) + math.log(DECODER_DEVIATION) + 0.5 * math.log(2 * math.pi)\n',
  ].join('\n');
const BERNOULLI = '    return bernoulli_nll(decoded, items)\n';

const autoencoding = ({ start }: ScriptInput): string =>
  `${trained('networks', 'Adam(LEARNING_RATE)', [...stacksOf(start, 'encoder'), ...stacksOf(start, 'decoder')])}\n\n`;

/** @param output what the decoder gives: logits of pixels, or points */
function vae(output: 'logits' | 'points'): ScriptedModel {
  return {
    constants: ({ values: { beta, lossReduction, decoder, decoderDeviation, latentSize }, start }) => {
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
    sections: (input) => [
      [
        autoencoding(input) + (output === 'points' ? standardized({}) : preprocess('x')),
        '',
        'def encode(items):',
        `    features = ${input.framework.inTraining('encoder_body', 'items')}`,
        '    return encoder_mean(features), encoder_log_variance(features)\n\n',
        'def decode(z):',
        `    return ${input.framework.inTraining('decoder', 'z')}\n\n`,
        'def reconstruction_nll(items, decoded):',
        output === 'points'
          ? GAUSSIAN_NLL('decoded')
          : input.values['decoder'] === 'gaussian'
            ? GAUSSIAN_NLL('ops.sigmoid(decoded)')
            : BERNOULLI,
      ].join('\n'),
      variational,
    ],
  };
}

const squeezing: ScriptedModel = {
  constants: ({ values: { noise } }) => ({ NOISE: float(noise ?? 0) }),
  sections: (input) => [
    [
      `${autoencoding(input)}def error(logits, images):`,
      input.values['criterion'] === 'cross-entropy'
        ? '    return bernoulli_nll(logits, images)\n'
        : '    return ops.square(ops.sigmoid(logits) - images)\n',
    ].join('\n'),
    autoencoder,
  ],
};

const classifying: ScriptedModel = {
  constants: ({ start }) => ({ CLASSES: String(start.classes) }),
  sections: () => [
    trained('networks', 'RMSprop(LEARNING_RATE)', ['classifier_features', 'classifier_classes']),
    classifier,
  ],
};

/** The models that there are scripts of, by id. */
export const SCRIPTED_MODELS: Readonly<Record<string, ScriptedModel>> = {
  'gan-mlp': gan({ prior: 'uniform' }),
  lsgan: gan({ prior: 'normal', criterion: 'least-squares' }),
  'gan-conv': gan({ prior: 'uniform', freshInEachPass: true }),
  wgan: wassersteinGan(() => signed),
  dcgan: gan({ prior: 'uniform', scaling: () => signed }),
  cgan: gan({
    prior: 'normal',
    scaling: () => signed,
    conditional: {
      generate: ({ framework }) => [
        `return ${framework.inTraining('generator', 'z * generator_embedding(one_hot(labels))')}`,
      ],
      discriminate: ({ framework }) => [
        `planes = ops.concatenate([discriminator_planes(x), discriminator_embedding(classes)], ${String(framework.channelAxis)})`,
        `return discriminator_logit(${framework.inTraining('discriminator_features', 'planes')})`,
      ],
    },
  }),
  sgan: semiSupervisedGan(({ networks }) => (networks === 'dense' ? preprocess('x') : signed)),
  'gan-mlp-2d': gan({ prior: 'normal', scaling: standardized }),
  'lsgan-2d': gan({
    prior: 'normal',
    scaling: standardized,
    criterion: 'least-squares',
  }),
  'wgan-2d': wassersteinGan(standardized),
  'cgan-2d': gan({ prior: 'normal', scaling: standardized, conditional: concatenated }),
  'sgan-2d': semiSupervisedGan(standardized),
  'vae-mlp': vae('logits'),
  'vae-conv': vae('logits'),
  'vae-mlp-2d': vae('points'),
  autoencoder: squeezing,
  'denoising-autoencoder': squeezing,
  'classifier-mlp': classifying,
};
