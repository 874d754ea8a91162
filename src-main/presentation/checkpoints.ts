import type { Checkpoint, CheckpointKind } from '../contract/checkpoint';
import type { ModelInfo } from '../contract/model';
import { fourDigits } from '../contract/numbers';

const KINDS: Readonly<Record<Exclude<CheckpointKind, 'best'>, string>> = {
  newest: 'newest',
  milestone: 'milestone',
  pinned: 'pinned',
};

/** Why a checkpoint is stored: `newest, best by Validation loss 0.1374`. */
export function reasonsText(
  { kinds, measured }: Pick<Checkpoint, 'kinds' | 'measured'>,
  model: Pick<ModelInfo, 'metrics'> | null,
): string {
  if (kinds.length === 0) return 'until the next checkpoint';
  return kinds
    .map((kind) => {
      if (kind !== 'best') return KINDS[kind];
      if (measured === null) return 'best';
      const label = model?.metrics.find(({ name }) => name === measured.metric)?.label ?? measured.metric;
      return `best by ${label} ${fourDigits(measured.value)}`;
    })
    .join(', ');
}
