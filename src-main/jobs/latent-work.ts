import { BoundedMap } from '../contract/bounded-map';
import { linearAlgebra, seededNumbers } from '../evaluation/engine';
import type { Steps } from '../evaluation/steps';
import { umapLayout } from '../latent/umap';
import type { Encoder } from './encoder';
import { neighborSearch, type NeighborSearch } from './latent-neighbors';
import type { Prepared } from './prepare';
import { matrixOf } from './tensors';
import type { Tensor2D } from '../engine/tensorflow';

/** One request goes on with a layout for about this long, so that decoding never waits for longer. */
const SLICE_MS = 40;

/** Layouts that are computed in turns, e.g. for windows with different seeds; beyond, the one begun first begins again. */
const MAX_LAYOUTS = 4;

/** A layout in the plane, computed in parts, one for each call. */
interface LayoutWork {
  /** @returns the fraction done and, once that is 1, the positions: [1] or [1 + 2n] */
  readonly next: () => Float32Array;
}

/** Work on one model that takes several requests: each continues where the last one stopped. */
export function latentWork({ training, backend }: Prepared) {
  const algebra = linearAlgebra(backend.native);
  let search: { encoder: Encoder | null; neighbors: NeighborSearch } | null = null;
  const layouts = new BoundedMap<string, LayoutWork>(MAX_LAYOUTS);
  return {
    /** The search for training items in features of an encoder, or by their values. */
    neighbors(encoder: Encoder | null): NeighborSearch {
      // The encoder may have been trained since an earlier request.
      if (search?.encoder !== encoder)
        search = { encoder, neighbors: neighborSearch(training, encoder, algebra) };
      return search.neighbors;
    },

    /** Continues the layout of these latents with the numbers of a seed, or begins it. */
    layout(key: string, seed: number, latents: () => Tensor2D): Float32Array {
      const known = layouts.get(key);
      const layout =
        known ?? layoutWork(umapLayout(matrixOf(latents), seededNumbers(seed, 'latent/umap'), algebra));
      if (known === undefined) layouts.set(key, layout);
      return layout.next();
    },
  };
}
export type LatentWork = ReturnType<typeof latentWork>;

function layoutWork(steps: Steps<Float32Array>): LayoutWork {
  let found: Float32Array | null = null;
  return {
    next() {
      const end = performance.now() + SLICE_MS;
      while (found === null) {
        const { done, value } = steps.next();
        if (done === true) found = Float32Array.from([1, ...value]);
        // The last step has computed all, but has not returned the positions.
        else if (performance.now() >= end) return Float32Array.of(Math.min(value, 0.999));
      }
      return found;
    },
  };
}
