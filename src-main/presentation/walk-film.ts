import { at } from '../contract/at';
import { pathThrough, type Latent, type PathKind } from './latent-geometry';

/** How a walk is played and exported as an animation. */
export interface FilmOptions {
  readonly frames: number;
  readonly framesPerSecond: number;
  /** The part of the walk, by the numbers of its latents from 1. */
  readonly first: number;
  readonly last: number;
  /** Whether it returns to its start instead of starting again. */
  readonly returns: boolean;
}

export const FILM_LIMITS = {
  frames: { min: 2, max: 240 },
  /** GIF counts in hundredths of a second. */
  framesPerSecond: { min: 1, max: 50 },
} as const;

export const DEFAULT_FILM: Omit<FilmOptions, 'last'> = {
  frames: 60,
  framesPerSecond: 20,
  first: 1,
  returns: true,
};

/** The latents of an animation, in order. */
export function filmLatents(
  walk: readonly Latent[],
  path: PathKind,
  { frames, first, last, returns }: FilmOptions,
): Latent[] {
  const part = walk.slice(Math.min(first, last) - 1, Math.max(first, last));
  if (!returns) return pathThrough(part, frames, path);
  // Of an odd number, no frame is at the end: both before and after the turn are half a step from it.
  const half = pathThrough(part, frames + 1, path);
  return Array.from({ length: frames }, (_, i) => at(half, 2 * Math.min(i, frames - i)));
}
