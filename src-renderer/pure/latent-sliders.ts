import type { LatentFacts } from '../../src-main/contract/latent';
import { dot, weighted, type Latent } from '../../src-main/presentation/latent-geometry';
import { formatNumber } from './format';
import { latentName, type Encoded, type FoundDirections } from './latent-planes';

/** Which directions sliders move along. */
export type SliderKind = 'latents' | 'principal' | 'local';

/** A direction that a slider moves a latent along, by its coordinate. */
export interface LatentSlider {
  readonly name: string;
  /** What it says of the direction; empty where nothing is known. */
  readonly note: string;
  readonly origin: Latent;
  /** Of length 1. */
  readonly vector: Latent;
  readonly min: number;
  readonly max: number;
}

/** More than these are more than a person moves. */
const MOST = 12;
/** Of the prior, as far as most draws go. */
const REACH = { normal: 3, uniform: 1, 'rectified-normal': 3 } as const;

/** One for each latent, those that say most first where that is known. */
export function latentSliders(facts: LatentFacts, encoded: Encoded | null): LatentSlider[] {
  const { latentSize, kl } = facts;
  const order = Array.from({ length: latentSize }, (_, i) => i);
  if (kl !== null) order.sort((a, b) => (kl[b] ?? 0) - (kl[a] ?? 0));
  const origin = new Float32Array(latentSize);
  return order.slice(0, MOST).map((index) => {
    const vector = origin.map((_, i) => (i === index ? 1 : 0));
    const note = kl === null ? '' : `${formatNumber(kl[index] ?? 0)} nats`;
    return { name: latentName(index), note, origin, vector, ...rangeOf(facts, encoded, origin, vector) };
  });
}

export function directionSliders(
  facts: LatentFacts,
  encoded: Encoded | null,
  { origin, vectors, shares }: FoundDirections,
): LatentSlider[] {
  return vectors.slice(0, MOST).map((vector, i) => ({
    name: `direction ${String(i + 1)}`,
    note: `${String(Math.round(100 * (shares[i] ?? 0)))} %`,
    origin,
    vector,
    ...rangeOf(facts, encoded, origin, vector),
  }));
}

/** Where encodings are or, without an encoder, most draws. */
function rangeOf(
  { prior, hasEncoder }: LatentFacts,
  encoded: Encoded | null,
  origin: Latent,
  vector: Latent,
): { min: number; max: number } {
  const reach = REACH[prior];
  if (!hasEncoder || encoded === null || encoded.latents.length === 0) return { min: -reach, max: reach };
  let [min, max] = prior === 'normal' ? [-reach, reach] : [0, 0.1];
  const start = dot(origin, vector);
  for (const latent of encoded.latents) {
    const value = dot(latent, vector) - start;
    [min, max] = [Math.min(min, value), Math.max(max, value)];
  }
  return { min, max };
}

/** Where a latent lies along a direction. */
export const coordinateOf = ({ origin, vector }: LatentSlider, latent: Latent): number =>
  dot(latent, vector) - dot(origin, vector);

/** The latent moved along a direction to a coordinate. */
export const movedTo = (slider: LatentSlider, latent: Latent, value: number): Latent =>
  weighted([
    [1, latent],
    [value - coordinateOf(slider, latent), slider.vector],
  ]);

/** Rows of directions, columns of values from the lowest to the highest: what each direction changes, all else equal. */
export function traversal(sliders: readonly LatentSlider[], latent: Latent, columns: number): Latent[] {
  return sliders.flatMap((slider) =>
    Array.from({ length: columns }, (_, i) =>
      movedTo(slider, latent, slider.min + ((slider.max - slider.min) * i) / (columns - 1)),
    ),
  );
}
