import type { Weights } from '../contract/latent';
import type { NetworkRole } from '../contract/network-role';
import type { Run } from '../contract/run';
import type { Trace } from '../engine/trace';

/** A network with the weights of a checkpoint. */
export interface NetworkRequest {
  readonly step: number;
  readonly network: NetworkRole;
  readonly weights: Weights;
}

/** Traces what a network of a run computes. */
export type NetworkTracer = (run: Run, request: NetworkRequest) => Promise<Trace>;
