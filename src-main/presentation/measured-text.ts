import type { ModelInfo } from '../contract/model';

/** Where the values on a model's page are from, and the command that measures them again. */
export function measuredText({ id, page }: Pick<ModelInfo, 'id' | 'page'>): string {
  const { dataset, budget, seed, over, date } = page.expectations.measured;
  const command = `train ${id} --dataset ${dataset} --${budget.unit} ${String(budget.count)} --seed ${String(seed)}`;
  return `Dataset ${dataset}, seed ${String(seed)}, ${over}; ${date}. Measured by: ${command}`;
}
