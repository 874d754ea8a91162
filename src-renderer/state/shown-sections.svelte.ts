import { reportOptions } from '../../src-main/contract/report-options';
import { COMPARISON_SECTIONS, type ComparisonSection } from '../../src-main/contract/saved-comparison';
import { saveExport } from './exporting.svelte';
import { savedComparisons } from './saved-comparisons.svelte';
import type { Workbench } from './workbench.svelte';

/** The sections of the current comparison: as saved, until they are changed. */
export class ShownSections {
  readonly #ids: () => readonly number[];
  isReporting = $state.raw(false);
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

  /** Saves the report of these sections: with name and note if the comparison is unchanged since it was saved. */
  async saveReport(workbench: Workbench, runs: readonly number[], baseline: number | null): Promise<void> {
    const { saved, list: sections } = this;
    const isAsSaved = saved?.baseline === baseline && sections.join() === saved.sections.join();
    const options = reportOptions({ comparison: isAsSaved ? saved.name : null, sections, baseline });
    this.isReporting = true;
    await saveExport(workbench, { format: 'report-html', runs: [...runs], options });
    this.isReporting = false;
  }
}
