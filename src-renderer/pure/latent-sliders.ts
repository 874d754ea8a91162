import { MEASURED_ATTRIBUTES, type LatentFacts } from '../../src-main/contract/latent';
import { dot, weighted, type Latent } from '../../src-main/presentation/latent-geometry';
import { formatNumber } from './format';
import { latentName, type Encoded, type FoundDirections, type GroupDirection } from './latent-planes';
import { t } from '../../src-main/contract/texts';

/** A direction along which a slider moves a latent, by its coordinate. */
export interface LatentSlider {
  readonly name: string;
  /** A note on the direction; empty if nothing is known about it. */
  readonly note: string;
  readonly origin: Latent;
  /** Unit vector. */
  readonly vector: Latent;
  readonly min: number;
  readonly max: number;
}

/** More sliders than this are not useful. */
const MOST = 12;
/** Named directions are all useful, but a sheet has its limits. */
const MOST_NAMED = 30;
/** Range of most draws from the prior. */
const REACH = { normal: 3, uniform: 1, 'rectified-normal': 3 } as const;

/** One slider for each latent, the most informative first where that is known. */
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
    name: t.latent.direction(i + 1),
    note: `${String(Math.round(100 * (shares[i] ?? 0)))} %`,
    origin,
    vector,
    ...rangeOf(facts, encoded, origin, vector),
  }));
}

/** The names of attribute vectors, in the order of the answer. */
export const attributeNames = (classNames: readonly string[], measured: boolean): string[] => [
  ...(measured ? MEASURED_ATTRIBUTES.map((attribute) => t.latent.measured[attribute]) : []),
  ...classNames.map((name) => t.latent.className(name)),
];

/** Sliders along directions that have names: attribute vectors, or the gradient of each class's logit. */
export function namedSliders(
  facts: LatentFacts,
  encoded: Encoded | null,
  { origin, vectors, shares }: FoundDirections,
  { kind, names }: { readonly kind: 'attributes' | 'classes'; readonly names: readonly string[] },
): LatentSlider[] {
  const symbol = kind === 'attributes' ? 'd′' : '∇';
  return vectors.slice(0, MOST_NAMED).map((vector, i) => ({
    name: names[i] ?? t.latent.className(String(i)),
    note: `${symbol} ${formatNumber(shares[i] ?? 0)}`,
    origin,
    vector,
    ...rangeOf(facts, encoded, origin, vector),
  }));
}

/** The slider from the mean of basket b to that of a: an attribute whose groups were chosen by hand. */
export function pinSlider(
  facts: LatentFacts,
  encoded: Encoded | null,
  { from, to }: { readonly from: Latent; readonly to: Latent },
): LatentSlider {
  const difference = weighted([
    [1, to],
    [-1, from],
  ]);
  const length = Math.hypot(...difference) || 1;
  const vector = difference.map((value) => value / length);
  const note = `|a − b| ${formatNumber(length)}`;
  return { name: t.latent.pinsBToA, note, origin: from, vector, ...rangeOf(facts, encoded, from, vector) };
}

/** The slider from group b of test items to group a. */
export function groupSlider(
  facts: LatentFacts,
  encoded: Encoded | null,
  { origin, vectors: [vector = origin], shares: [separation = 0] }: GroupDirection,
): LatentSlider {
  const note = `d′ ${formatNumber(separation)}`;
  return { name: t.latent.groupsBToA, note, origin, vector, ...rangeOf(facts, encoded, origin, vector) };
}

/** Range of the encodings or, without an encoder, of most draws. */
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

/** The coordinate of a latent along a direction. */
export const coordinateOf = ({ origin, vector }: LatentSlider, latent: Latent): number =>
  dot(latent, vector) - dot(origin, vector);

/** A slider has this many steps from its lowest value to its highest. */
export const SLIDER_STEPS = 200;

/** The step of a slider that is nearest to a value. */
export function stepOf({ min, max }: Pick<LatentSlider, 'min' | 'max'>, value: number): number {
  const step = Math.round(((value - min) / (max - min)) * SLIDER_STEPS);
  return Math.min(SLIDER_STEPS, Math.max(0, step));
}

export const valueAt = ({ min, max }: Pick<LatentSlider, 'min' | 'max'>, step: number): number =>
  min + ((max - min) * step) / SLIDER_STEPS;

/** The latent, moved along a direction to a coordinate. */
export const movedTo = (slider: LatentSlider, latent: Latent, value: number): Latent =>
  weighted([
    [1, latent],
    [value - coordinateOf(slider, latent), slider.vector],
  ]);

/** One row per direction, one column per value from lowest to highest: the effect of each direction, all else equal. */
export function traversal(sliders: readonly LatentSlider[], latent: Latent, columns: number): Latent[] {
  return sliders.flatMap((slider) =>
    Array.from({ length: columns }, (_, i) =>
      movedTo(slider, latent, slider.min + ((slider.max - slider.min) * i) / (columns - 1)),
    ),
  );
}
