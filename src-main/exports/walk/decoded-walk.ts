import type { ClassChoice, LatentFacts, Weights } from '../../contract/latent';
import type { Run } from '../../contract/run';
import type { Latent } from '../../presentation/latent-geometry';

export interface WalkRequest {
  /** The step of a checkpoint. */
  readonly step: number;
  readonly weights: Weights;
  readonly chosen: ClassChoice;
  /** The latents that the walk passes through, or how many to draw from the prior. */
  readonly through: readonly Latent[] | { readonly count: number; readonly seed: number };
  /** The latents of the frames. */
  readonly along: (through: readonly Latent[]) => readonly Latent[];
}

/** The frames of a walk, which a model decodes a block at a time. */
export interface DecodedWalk {
  readonly through: readonly Latent[];
  readonly latents: readonly Latent[];
  readonly item: LatentFacts['item'];
  /** Points of the test split, [count, 2], which give a walk of points its place; null for images. */
  readonly data: Float32Array | null;
  /** Images as bytes or points as floats, in order of the frames. */
  readonly blocks: Iterable<Uint8Array | Float32Array>;
}

export type WalkDecoder = (run: Run, request: WalkRequest) => Promise<DecodedWalk>;
