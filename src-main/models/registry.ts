import { WorkbenchError } from '../contract/error';
import { ganMlp } from './gan-mlp';
import type { Model } from './model';
import { vaeMlp } from './vae-mlp';

/** Every model of the workbench, in the order in which they are offered. */
export const MODELS: readonly Model[] = [ganMlp, vaeMlp];

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
