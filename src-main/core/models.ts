import type { ModelInfo } from '../contract/model';
import { modelById, MODELS } from '../models/registry';

/** What the core knows of models: their descriptions. How they train is the trainer's matter. */
export interface Models {
  list(): ModelInfo[];
  /** @throws WorkbenchError `model.unknown` */
  info(id: string): ModelInfo;
}

export const registeredModels: Models = {
  list: () => MODELS.map(({ info }) => info),
  info: (id) => modelById(id).info,
};
