import type { BlindRound, NewBlindRound } from '../../src-main/contract/blind-round';
import type { Problem } from '../../src-main/contract/error';
import { describe } from './toasts.svelte';
import type { Workbench } from './workbench.svelte';

/** The blind rounds of some runs: those recorded before, and those that this screen adds. */
export class BlindRounds {
  all = $state.raw<readonly BlindRound[]>([]);
  /** Why the last request failed. */
  problem = $state.raw<Problem | null>(null);
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  load(ids: readonly number[]): void {
    this.#workbench.api.blindRounds.list({ ids: [...ids] }).then(
      (rounds) => (this.all = rounds),
      (error: unknown) => (this.problem = describe(error)),
    );
  }

  async record(round: NewBlindRound): Promise<void> {
    this.problem = null;
    try {
      this.all = [...this.all, await this.#workbench.api.blindRounds.record(round)];
    } catch (error) {
      this.problem = describe(error);
    }
  }
}
