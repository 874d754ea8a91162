import { refusal } from '../contract/error';
import { autoencoder, denoisingAutoencoder } from './autoencoder';
import { cgan } from './cgan';
import { cgan2d } from './cgan-2d';
import { classifierMlp } from './classifier-mlp';
import { dcgan } from './dcgan';
import { ganConv } from './gan-conv';
import { ganMlp } from './gan-mlp';
import { ganMlp2d } from './gan-mlp-2d';
import { lsgan } from './lsgan';
import { lsgan2d } from './lsgan-2d';
import type { Model } from './model';
import { sgan } from './sgan';
import { sgan2d } from './sgan-2d';
import { vaeConv } from './vae-conv';
import { vaeMlp } from './vae-mlp';
import { vaeMlp2d } from './vae-mlp-2d';
import { wgan } from './wgan';
import { wgan2d } from './wgan-2d';

/** Every model of the workbench, in the order in which they are offered. */
export const MODELS: readonly Model[] = [
  ganMlp,
  ganConv,
  dcgan,
  lsgan,
  wgan,
  cgan,
  sgan,
  vaeMlp,
  vaeConv,
  autoencoder,
  denoisingAutoencoder,
  classifierMlp,
  ganMlp2d,
  lsgan2d,
  wgan2d,
  cgan2d,
  sgan2d,
  vaeMlp2d,
];

/** @throws WorkbenchError `model.unknown` */
export function modelById(id: string): Model {
  const model = MODELS.find(({ info }) => info.id === id);
  if (model !== undefined) return model;
  throw refusal('model.unknown', { id, choices: MODELS.map(({ info }) => info.id) });
}
