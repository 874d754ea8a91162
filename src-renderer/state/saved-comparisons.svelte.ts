import type { SavedComparison } from '../../src-main/contract/saved-comparison';
import { attempt } from './actions';
import type { Workbench } from './workbench.svelte';

/** The comparisons saved in the data folder, by name. */
class SavedComparisons {
  all = $state.raw<readonly SavedComparison[]>([]);

  take({ savedComparisons }: { savedComparisons: readonly SavedComparison[] }): void {
    this.all = savedComparisons;
  }

  /** The saved comparison of the same runs, in any order. */
  of(ids: readonly number[]): SavedComparison | null {
    return (
      this.all.find(({ runs }) => runs.length === ids.length && runs.every((id) => ids.includes(id))) ?? null
    );
  }

  /** A comparison of other runs with this name, which saving under it would replace. */
  otherNamed(name: string, ids: readonly number[]): SavedComparison | null {
    const same = this.of(ids);
    return this.all.find((one) => one !== same && one.name === name) ?? null;
  }

  /** Saves a comparison, replacing those of the same runs or of the same name. @returns whether it was saved */
  async save(workbench: Workbench, comparison: SavedComparison): Promise<boolean> {
    const same = this.of(comparison.runs);
    const others = this.all.filter((one) => one !== same && one.name !== comparison.name);
    return this.#set(workbench, [...others, comparison]);
  }

  async remove(workbench: Workbench, name: string): Promise<void> {
    await this.#set(
      workbench,
      this.all.filter((one) => one.name !== name),
    );
  }

  async #set(workbench: Workbench, comparisons: readonly SavedComparison[]): Promise<boolean> {
    const sorted = [...comparisons].sort((a, b) => a.name.localeCompare(b.name));
    const settings = await attempt(() => workbench.api.settings.set({ savedComparisons: sorted }));
    if (settings !== undefined) this.all = settings.savedComparisons;
    return settings !== undefined;
  }
}

export const savedComparisons = new SavedComparisons();
