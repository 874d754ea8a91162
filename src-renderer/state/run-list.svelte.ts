import { SvelteSet } from 'svelte/reactivity';
import { DEFAULT_RUN_VIEW, type RunView, type SavedView } from '../../src-main/contract/run-view';
import { attempt } from './actions';
import type { Workbench } from './workbench.svelte';

/**
 * The view settings of the run list, kept when a person returns to it. All but the query are stored in the data folder.
 */
class RunList {
  query = $state.raw('');
  view = $state.raw<RunView>(DEFAULT_RUN_VIEW);
  /** Saved views, by name. */
  saved = $state.raw<readonly SavedView[]>([]);
  readonly selected = new SvelteSet<number>();
  /** The keys of the collapsed groups. */
  readonly folded = new SvelteSet<string>();

  /** Applies what the data folder has stored. */
  take({ runView, savedViews }: { runView: RunView; savedViews: readonly SavedView[] }): void {
    this.view = runView;
    this.saved = savedViews;
  }

  change(workbench: Workbench, changes: Partial<RunView>): void {
    this.view = { ...this.view, ...changes };
    void attempt(() => workbench.api.settings.set({ runView: this.view }));
  }

  open(workbench: Workbench, { name: _name, query, ...view }: SavedView): void {
    this.query = query;
    this.change(workbench, view);
  }

  /** Saves a view, replacing one of the same name. */
  async save(workbench: Workbench, name: string): Promise<void> {
    const others = this.saved.filter((one) => one.name !== name);
    await this.#setSaved(workbench, [...others, { ...this.view, name, query: this.query.trim() }]);
  }

  async forget(workbench: Workbench, name: string): Promise<void> {
    await this.#setSaved(
      workbench,
      this.saved.filter((one) => one.name !== name),
    );
  }

  async #setSaved(workbench: Workbench, views: readonly SavedView[]): Promise<void> {
    const savedViews = [...views].sort((a, b) => a.name.localeCompare(b.name));
    const settings = await attempt(() => workbench.api.settings.set({ savedViews }));
    if (settings !== undefined) this.saved = settings.savedViews;
  }
}

export const runList = new RunList();
