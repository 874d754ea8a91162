import { WorkbenchError } from '../contract/error';
import { autoencoder, denoisingAutoencoder } from './autoencoder';
import { cgan } from './cgan';
import { classifierMlp } from './classifier-mlp';
import { dcgan } from './dcgan';
import { ganConv } from './gan-conv';
import { ganMlp } from './gan-mlp';
import type { Model } from './model';
import { sgan } from './sgan';
import { vaeMlp } from './vae-mlp';
import { wgan } from './wgan';

/** Every model of the workbench, in the order in which they are offered. */
export const MODELS: readonly Model[] = [
  ganMlp,
  ganConv,
  dcgan,
  wgan,
  cgan,
  sgan,
  vaeMlp,
  autoencoder,
  denoisingAutoencoder,
  classifierMlp,
];

/** @throws WorkbenchError `model.unknown` */
export function modelById(id: string): Model {
  const model = MODELS.find(({ info }) => info.id === id);
  if (model !== undefined) return model;
  throw new WorkbenchError({
    code: 'model.unknown',
    message: `There is no model ${id}.`,
    advice: `Choose one of ${MODELS.map(({ info }) => info.id).join(', ')}.`,
  });
}
