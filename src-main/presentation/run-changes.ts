import { valueText } from '../contract/hyperparameters';
import type { ModelInfo } from '../contract/model';
import { countText } from '../contract/numbers';
import { changedValues, type ChangingConfig } from '../contract/run-changes';

type Named = Pick<ModelInfo, 'fields'> | null | undefined;

/** The changes of a run while it trained: `Learning rate 0.001 → 0.0001 after step 500`. */
export function changeTexts(config: ChangingConfig, model: Named): string[] {
  return changedValues(config).map(({ step, name, from, to }) => {
    const field = model?.fields[name];
    return `${field?.label ?? name} ${valueText(field, from)} → ${valueText(field, to)} after step ${countText(step)}`;
  });
}

/** One short line that says that a run changed: `changed after step 500` or `changed 3 times`; null if it did not. */
export function changedText(config: ChangingConfig): string | null {
  const steps = [...new Set(changedValues(config).map(({ step }) => step))];
  if (steps.length === 0) return null;
  return steps.length === 1
    ? `changed after step ${countText(steps[0] ?? 0)}`
    : `changed at ${countText(steps.length)} steps`;
}
