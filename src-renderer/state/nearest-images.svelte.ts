import type { Problem } from '../../src-main/contract/error';
import type { Nearest } from '../../src-main/contract/nearest';
import { describe } from './toasts.svelte';
import type { Workbench } from './workbench.svelte';

/** The training images nearest to the samples of a sheet, while the sheet is viewed. */
export class NearestImages {
  found = $state.raw<Nearest | null>(null);
  problem = $state.raw<Problem | null>(null);
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Searches until the returned function is called. Meant as the body of an effect. */
  search(runId: number, figureId: number, count: number): () => void {
    const controller = new AbortController();
    const { signal } = controller;
    this.found = null;
    this.problem = null;
    const tiles = Array.from({ length: count }, (_, i) => i);
    this.#workbench.api.runs.nearest({ id: runId, figureId, tiles }, { signal }).then(
      (found) => {
        if (!signal.aborted) this.found = found;
      },
      (error: unknown) => {
        if (!signal.aborted) this.problem = describe(error);
      },
    );
    return () => controller.abort();
  }
}
