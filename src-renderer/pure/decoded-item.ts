import type { Latent } from '../../src-main/presentation/latent-geometry';

/** A decoded item and the latent that it comes from. */
export interface DecodedItem {
  readonly latent: Latent;
  /** Pixels from 0 to 255, or the two coordinates of a point. */
  readonly values: Uint8Array | Float32Array;
}
