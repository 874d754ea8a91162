import { filePaths } from '../../src-main/contract/files';
import { COMPARISON_SECTIONS, type ComparisonSection } from '../../src-main/contract/saved-comparison';
import { savedComparisons } from './saved-comparisons.svelte';

/** The sections of the current comparison: as saved, until they are changed. */
export class ShownSections {
  readonly #ids: () => readonly number[];
  #edited = $state.raw<readonly ComparisonSection[] | null>(null);

  /** @param ids ids of the compared runs */
  constructor(ids: () => readonly number[]) {
    this.#ids = ids;
  }

  get saved() {
    return savedComparisons.of(this.#ids());
  }

  get list(): readonly ComparisonSection[] {
    return this.#edited ?? this.saved?.sections ?? COMPARISON_SECTIONS;
  }

  set list(sections: readonly ComparisonSection[]) {
    this.#edited = sections;
  }

  /**
   * Called when other runs are compared: the sections of a saved comparison replace those chosen for the previous one.
   */
  reset(): void {
    if (this.saved !== null) this.#edited = null;
  }

  /**
   * Path of the report that shows the same sections: with name and note if the comparison is unchanged since it was
   * saved.
   */
  reportPath(runs: readonly number[], baseline: number | null): string {
    const { saved, list } = this;
    const isAsSaved = saved?.baseline === baseline && list.join() === saved.sections.join();
    return isAsSaved
      ? filePaths.savedReport(saved.name)
      : filePaths.report(runs, { sections: list, baseline });
  }
}
