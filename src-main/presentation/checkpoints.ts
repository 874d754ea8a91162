import type { Checkpoint } from '../contract/checkpoint';
import type { ModelInfo } from '../contract/model';
import { fourDigits } from '../contract/numbers';
import { t } from '../contract/texts';

/** Why a checkpoint is stored: `newest, best by Validation loss 0.1374`. */
export function reasonsText(
  { kinds, measured }: Pick<Checkpoint, 'kinds' | 'measured'>,
  model: Pick<ModelInfo, 'metrics'> | null,
): string {
  if (kinds.length === 0) return t.run.untilNext;
  return kinds
    .map((kind) => {
      if (kind !== 'best') return t.run.checkpointKinds[kind];
      if (measured === null) return t.run.checkpointKinds.best;
      const label = model?.metrics.find(({ name }) => name === measured.metric)?.label ?? measured.metric;
      return t.run.bestBy(label, fourDigits(measured.value));
    })
    .join(', ');
}
