import type { Checkpoint } from '../../src-main/contract/checkpoint';
import type { Problem } from '../../src-main/contract/error';
import { describe } from './toasts.svelte';
import type { Workbench } from './workbench.svelte';

/** The checkpoints of a run, newest first, reloaded whenever they change. */
export class CheckpointList {
  /** null until they are loaded. */
  all = $state.raw<readonly Checkpoint[] | null>(null);
  /** Why the last attempt to load them failed. */
  problem = $state.raw<Problem | null>(null);
  readonly #workbench: Workbench;
  readonly #runId: number;

  constructor(workbench: Workbench, runId: number) {
    this.#workbench = workbench;
    this.#runId = runId;
  }

  get totalBytes(): number {
    return (this.all ?? []).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }

  /** Starts following; returns a function that stops. Meant as the body of an effect. */
  open(): () => void {
    const left = new AbortController();
    const leave = this.#workbench.onEvent((event) => {
      const isOurs = event.type === 'checkpoints' && event.runId === this.#runId;
      if (isOurs || event.type === 'listed') void this.#read(left.signal);
    });
    void this.#read(left.signal);
    return () => {
      leave();
      left.abort();
    };
  }

  async #read(signal: AbortSignal): Promise<void> {
    try {
      const checkpoints = await this.#workbench.api.runs.checkpoints({ id: this.#runId }, { signal });
      this.all = [...checkpoints].reverse();
      this.problem = null;
    } catch (error) {
      // Without a connection that is the reason, and the banner shows it.
      if (!signal.aborted && this.#workbench.connection === 'connected') this.problem = describe(error);
    }
  }
}
