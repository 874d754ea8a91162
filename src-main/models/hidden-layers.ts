import { sizesOf } from '../contract/hyperparameters';
import { dense, type Layer } from '../engine/layers';

/**
 * Layers for each of the given sizes, made from a name and the size. The names are `hidden_1`, `hidden_2` …; if there
 * is only one layer, its name is `loneName`.
 */
export function layersOfSizes(
  sizes: string,
  make: (name: string, units: number) => readonly Layer[],
  loneName = 'hidden_1',
): Layer[] {
  const found = sizesOf(sizes);
  return found.flatMap((units, i) => make(found.length === 1 ? loneName : `hidden_${String(i + 1)}`, units));
}

/**
 * Dense layers of the given sizes, each followed by its activation and the other layers that `after` makes for its
 * name.
 */
export function hiddenLayers(
  sizes: string,
  after: (name: string) => readonly Layer[],
  loneName?: string,
): Layer[] {
  return layersOfSizes(sizes, (name, units) => [dense(name, units), ...after(name)], loneName);
}
