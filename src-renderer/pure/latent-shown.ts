import type { LatentFacts } from '../../src-main/contract/latent';
import { truncated, type Latent } from '../../src-main/presentation/latent-geometry';
import type { LatentAxes, SliderKind } from './latent-address';
import { shownPlane, usableAxes, type Encoded, type FoundDirections, type ShownPlane } from './latent-planes';
import {
  attributeNames,
  directionSliders,
  latentSliders,
  namedSliders,
  type LatentSlider,
} from './latent-sliders';
import { rememberedFor } from './remembered';

type PlaneInputs = [
  facts: LatentFacts,
  axes: LatentAxes | null,
  draws: readonly Latent[],
  psi: number,
  encoded: Encoded | null,
  directions: FoundDirections | null,
];

/**
 * The plane of a model, which is the key. It projects all encodings, which takes 10 ms for 2 000 of 16 values, so it is
 * not computed again with each move of the pointer.
 */
export const planeFor = rememberedFor<object, PlaneInputs, ShownPlane | null>(
  (facts, axes, draws, psi, encoded, directions) => {
    const shownDraws = draws.map((latent) => truncated(latent, psi));
    return shownPlane(usableAxes(axes, facts), { facts, draws: shownDraws, encoded, directions });
  },
);

type SliderInputs = [
  kind: SliderKind,
  facts: LatentFacts,
  encoded: Encoded | null,
  found: FoundDirections | null,
  classNames: readonly string[],
];

/**
 * The sliders of a kind of a model, which is the key; none until their directions are found. Their ranges are those of
 * all encodings, so they are not computed again with each move of a slider.
 */
export const slidersFor = rememberedFor<object, SliderInputs, LatentSlider[]>(
  (kind, facts, encoded, found, classNames) => {
    if (kind === 'latents') return latentSliders(facts, encoded);
    if (found === null) return [];
    if (kind !== 'attributes' && kind !== 'classes') return directionSliders(facts, encoded, found);
    const names = attributeNames(classNames, kind === 'attributes' && facts.item.kind === 'images');
    return namedSliders(facts, encoded, found, { kind, names });
  },
);
