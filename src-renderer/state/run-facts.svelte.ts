import { parameterCount } from '../../src-main/contract/network';
import { CheckpointList } from './checkpoint-list.svelte';
import { RunQuality } from './run-quality.svelte';
import type { Workbench } from './workbench.svelte';

/** Facts in a summary of a run other than its metrics: the quality of its samples, and its cost. */
export class RunFacts {
  readonly quality: RunQuality;
  readonly checkpoints: CheckpointList;
  /** Number of parameters of all networks; null until it is known. */
  parameters = $state.raw<number | null>(null);
  readonly #workbench: Workbench;
  readonly #runId: number;

  constructor(workbench: Workbench, runId: number) {
    this.#workbench = workbench;
    this.#runId = runId;
    this.quality = new RunQuality(workbench, runId);
    this.checkpoints = new CheckpointList(workbench, runId);
  }

  /** Starts following; returns a function that stops. Meant as the body of an effect. */
  open(): () => void {
    const leave = [this.quality.open(), this.checkpoints.open(), this.#followNetworks()];
    return () => {
      for (const end of leave) end();
    };
  }

  /** The newest checkpoint at or before a step; null if there is none. */
  checkpointAt(step: number): number | null {
    return this.checkpoints.all?.find((one) => one.step <= step)?.step ?? null;
  }

  /** Networks are known once training has started, and do not change. */
  #followNetworks(): () => void {
    const left = new AbortController();
    const leave = this.#workbench.onEvent((event) => {
      const isOurs = event.type === 'run' && event.run.id === this.#runId;
      if (event.type === 'listed' || (isOurs && event.run.step > 0)) void this.#readNetworks(left.signal);
    });
    void this.#readNetworks(left.signal);
    return () => {
      leave();
      left.abort();
    };
  }

  async #readNetworks(signal: AbortSignal): Promise<void> {
    if (this.parameters !== null) return;
    try {
      const networks = await this.#workbench.api.runs.networks({ id: this.#runId }, { signal });
      if (networks.length === 0) return;
      this.parameters = networks.reduce((sum, network) => sum + parameterCount(network), 0);
    } catch {
      // The column stays empty; the networks are requested again with the next event.
    }
  }
}
