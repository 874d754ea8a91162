import { valueText } from '../contract/hyperparameters';
import type { ModelInfo } from '../contract/model';
import { countText } from '../contract/numbers';
import {
  changedValues,
  oneNetworkSteps,
  type ChangingConfig,
  type OneNetworkSteps,
} from '../contract/run-changes';
import { t } from '../contract/texts';

type Named = Pick<ModelInfo, 'fields'> | null | undefined;

const stepsOf = ({ from, to }: OneNetworkSteps): string =>
  from === to ? countText(from) : `${countText(from)}–${countText(to)}`;

/** The steps that updated one network only: `generator 501–503, discriminator 504`; null if there are none. */
export function oneNetworkText(config: Pick<ChangingConfig, 'changes'>): string | null {
  const found = oneNetworkSteps(config);
  return found.length === 0
    ? null
    : found.map((steps) => `${t.runs.networks[steps.only]} ${stepsOf(steps)}`).join(', ');
}

/** The changes of a run while it trained: `Learning rate 0.001 → 0.0001 after step 500`. */
export function changeTexts(config: ChangingConfig, model: Named): string[] {
  const values = changedValues(config).map(({ step, name, from, to }) => {
    const field = model?.fields[name];
    return t.runs.changedValue(
      field?.label ?? name,
      valueText(field, from),
      valueText(field, to),
      countText(step),
    );
  });
  const alone = oneNetworkText(config);
  return [...values, ...(alone === null ? [] : [t.runs.oneNetworkSteps(alone)])];
}

/** One short line that says that a run changed: `changed after step 500`, `2 single steps`; null if it did not. */
export function changedText(config: ChangingConfig): string | null {
  const steps = [...new Set(changedValues(config).map(({ step }) => step))];
  const alone = oneNetworkSteps(config).reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const parts = [
    steps.length === 1 && t.runs.changedAfter(countText(steps[0] ?? 0)),
    steps.length > 1 && t.runs.changedTimes(countText(steps.length)),
    alone > 0 && t.runs.singleSteps(alone),
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : parts.join(', ');
}
