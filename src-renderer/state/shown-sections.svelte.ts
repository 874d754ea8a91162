import { filePaths } from '../../src-main/contract/files';
import { COMPARISON_SECTIONS, type ComparisonSection } from '../../src-main/contract/saved-comparison';
import { savedComparisons } from './saved-comparisons.svelte';

/** The sections of the comparison that is looked at: as it was saved, until they are changed. */
export class ShownSections {
  readonly #ids: () => readonly number[];
  #edited = $state.raw<readonly ComparisonSection[] | null>(null);

  /** @param ids of the runs that are compared */
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

  /** Other runs are compared: the sections of a saved comparison come before what was chosen for another one. */
  reset(): void {
    if (this.saved !== null) this.#edited = null;
  }

  /** Of the report that shows the same: with name and note where it is as it was saved. */
  reportPath(runs: readonly number[], baseline: number | null): string {
    const { saved, list } = this;
    const isAsSaved = saved?.baseline === baseline && list.join() === saved.sections.join();
    return isAsSaved
      ? filePaths.savedReport(saved.name)
      : filePaths.report(runs, { sections: list, baseline });
  }
}
