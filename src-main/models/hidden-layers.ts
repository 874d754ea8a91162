import { sizesOf } from '../contract/hyperparameters';
import { dense, type Layer } from '../engine/layers';

/**
 * Dense layers of the given sizes, each followed by its activation and what else `after` makes for its name. They are
 * called `hidden_1`, `hidden_2` …; a lone one is called `loneName`.
 */
export function hiddenLayers(
  sizes: string,
  after: (name: string) => readonly Layer[],
  loneName = 'hidden_1',
): Layer[] {
  const found = sizesOf(sizes);
  return found.flatMap((units, i) => {
    const name = found.length === 1 ? loneName : `hidden_${String(i + 1)}`;
    return [dense(name, units), ...after(name)];
  });
}
