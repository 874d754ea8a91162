import type { ModelInfo } from '../contract/model';
import { modelById, MODELS } from '../models/registry';

/** The descriptions of models. The core needs nothing else, since only jobs build models. */
export interface Models {
  list(): ModelInfo[];
  /** @throws WorkbenchError `model.unknown` */
  info(id: string): ModelInfo;
}

export const registeredModels: Models = {
  list: () => MODELS.map(({ info }) => info),
  info: (id) => modelById(id).info,
};
