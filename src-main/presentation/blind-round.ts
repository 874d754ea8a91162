import { at } from '../contract/at';
import type { BlindRound } from '../contract/blind-round';
import { countText } from '../contract/numbers';
import { wilson } from './wilson';
import { t } from '../contract/texts';

/** A pair of images: their indices in the two sets, and which of them is on the left. */
export interface Trial {
  readonly first: number;
  readonly second: number;
  readonly firstIsLeft: boolean;
}

/**
 * Returns pairs in an order that depends only on the seed. The first set is on the left in half of them, and no image
 * is repeated before all images of its set were shown.
 * @param sizes numbers of images in the two sets, 1 or more
 */
export function trialsOf(count: number, sizes: readonly [number, number], seed: number): Trial[] {
  const random = randomNumbers(seed);
  const firsts = repeated(count, sizes[0], random);
  const seconds = repeated(count, sizes[1], random);
  const sides = shuffled(
    Array.from({ length: count }, (_, i) => i % 2 === 0),
    random,
  );
  return sides.map((firstIsLeft, i) => ({ first: at(firsts, i), second: at(seconds, i), firstIsLeft }));
}

function repeated(count: number, size: number, random: () => number): number[] {
  const places: number[] = [];
  while (places.length < count) {
    places.push(
      ...shuffled(
        Array.from({ length: size }, (_, i) => i),
        random,
      ),
    );
  }
  return places.slice(0, count);
}

/** The shuffle of Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const [a, b] = [result[i], result[j]];
    if (a !== undefined && b !== undefined) [result[i], result[j]] = [b, a];
  }
  return result;
}

/** Mulberry32: uniform random numbers from 0 to 1, the same ones for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const percent = (share: number): string => `${String(Math.round(100 * share))} %`;

/** Says what was compared, and how often the first was chosen as more real. */
export function blindRoundText(
  { run, other, chosen, answers }: Pick<BlindRound, 'run' | 'other' | 'chosen' | 'answers'>,
  nameOf: (runId: number) => string,
): { question: string; result: string; help: string } {
  const { value, low, high } = wilson(chosen, answers);
  const at = (one: { runId: number; step: number }) =>
    t.compare.runAt(nameOf(one.runId), countText(one.step));
  const isApart = low > 0.5 || high < 0.5;
  return {
    question: t.compare.blindQuestion(at(run), other === null ? t.compare.aTrainingImage : at(other)),
    result: t.compare.blindResult(percent(value), nameOf(run.runId), percent(low), percent(high)),
    help: isApart ? t.compare.sawDifference : t.compare.maybeGuess,
  };
}
