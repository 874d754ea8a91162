import { POINT_LAYERS, type PointLayer } from '../../src-main/presentation/point-inside';

const KEY = 'point-layers';
const LAYERS: readonly PointLayer[] = POINT_LAYERS;

/** The layers of figures of points that are hidden, in all figures alike; kept in the window. */
class PointLayers {
  #hidden = $state.raw<readonly PointLayer[]>(stored());

  isShown(layer: PointLayer): boolean {
    return !this.#hidden.includes(layer);
  }

  show(layer: PointLayer, isShown: boolean): void {
    const others = this.#hidden.filter((one) => one !== layer);
    this.#hidden = isShown ? others : [...others, layer];
    localStorage.setItem(KEY, this.#hidden.join());
  }
}

function stored(): PointLayer[] {
  const names = (localStorage.getItem(KEY) ?? '').split(',');
  return LAYERS.filter((layer) => names.includes(layer));
}

export const pointLayers = new PointLayers();
