import { t } from '../contract/texts';
import type { ModelInfo } from '../contract/model';

/** Says how the values on a model's page were measured, with the command that repeats the measurement. */
export function measuredText({ id, page }: Pick<ModelInfo, 'id' | 'page'>): string {
  const { dataset, budget, seed, over, date } = page.expectations.measured;
  const command = `train ${id} --dataset ${dataset} --${budget.unit} ${String(budget.count)} --seed ${String(seed)}`;
  return t.models.measured(dataset, seed, `${over}; ${date}`, command);
}
