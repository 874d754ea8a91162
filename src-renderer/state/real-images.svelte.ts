import type { ImagesPreview } from '../../src-main/contract/dataset';
import type { Problem } from '../../src-main/contract/error';
import { describe } from './toasts.svelte';
import type { Workbench } from './workbench.svelte';

/** Training images in rows: one class per row, or in dataset order. */
export class RealImages {
  /** One sheet per row; null while they are loading. */
  rows = $state.raw<readonly ImagesPreview[] | null>(null);
  problem = $state.raw<Problem | null>(null);
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /**
   * Loads until the returned function is called. Meant as the body of an effect.
   * @param byClass whether row `i` contains images of class `i`
   */
  load(dataset: string, rows: number, perRow: number, byClass: boolean): () => void {
    let current = true;
    this.rows = null;
    this.problem = null;
    const row = (index: number) =>
      this.#workbench.api.datasets.preview({
        id: dataset,
        count: perRow,
        ...(byClass ? { offset: 0, label: index } : { offset: index * perRow }),
      });
    Promise.all(Array.from({ length: rows }, (_, index) => row(index))).then(
      (previews) => {
        if (current) this.rows = previews.flatMap((one) => (one.kind === 'images' ? [one] : []));
      },
      (error: unknown) => {
        if (current) this.problem = describe(error);
      },
    );
    return () => (current = false);
  }
}
