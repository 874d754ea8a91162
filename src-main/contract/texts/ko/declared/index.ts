import { AUTOENCODER } from './autoencoder';
import { CGAN } from './cgan';
import { CGAN_2D } from './cgan-2d';
import { CLASSIFIER_MLP } from './classifier-mlp';
import { COMMAND_LINE } from './command-line';
import { DATASETS } from './datasets';
import { DCGAN } from './dcgan';
import { DENOISING_AUTOENCODER } from './denoising-autoencoder';
import { EXPORTS } from './exports';
import { FIELDS } from './fields';
import { GAN_CONV } from './gan-conv';
import { GAN_MLP } from './gan-mlp';
import { GAN_MLP_2D } from './gan-mlp-2d';
import { LSGAN } from './lsgan';
import { LSGAN_2D } from './lsgan-2d';
import { METRICS } from './metrics';
import { PAGES } from './pages';
import { QUALITY } from './quality';
import { SGAN } from './sgan';
import { SGAN_2D } from './sgan-2d';
import { VAE_CONV } from './vae-conv';
import { VAE_MLP } from './vae-mlp';
import { VAE_MLP_2D } from './vae-mlp-2d';
import { WGAN } from './wgan';
import { WGAN_2D } from './wgan-2d';
import { WORDS } from './words';

/**
 * Korean for the English texts that models, metrics, datasets, formats of exports and commands declare: a file a model, for what
 * only it says, and files for what several share.
 */
export const DECLARED: Readonly<Record<string, string>> = {
  ...FIELDS,
  ...METRICS,
  ...PAGES,
  ...GAN_MLP,
  ...GAN_CONV,
  ...DCGAN,
  ...LSGAN,
  ...WGAN,
  ...CGAN,
  ...SGAN,
  ...VAE_MLP,
  ...VAE_CONV,
  ...AUTOENCODER,
  ...DENOISING_AUTOENCODER,
  ...CLASSIFIER_MLP,
  ...GAN_MLP_2D,
  ...LSGAN_2D,
  ...WGAN_2D,
  ...CGAN_2D,
  ...SGAN_2D,
  ...VAE_MLP_2D,
  ...QUALITY,
  ...DATASETS,
  ...EXPORTS,
  ...COMMAND_LINE,
  ...WORDS,
};

/** @returns the English text where there is no Korean one, such as for names of functions and papers */
export const koreanOf = (english: string): string =>
  Object.hasOwn(DECLARED, english) ? (DECLARED[english] ?? english) : english;
