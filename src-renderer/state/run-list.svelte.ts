import { SvelteSet } from 'svelte/reactivity';
import { DEFAULT_RUN_VIEW, type RunView, type SavedView } from '../../src-main/contract/run-view';
import { attempt } from './actions';
import type { Workbench } from './workbench.svelte';

/** How the list of runs is looked at: the same when a person comes back to it. All but the query lasts beyond that. */
class RunList {
  query = $state.raw('');
  view = $state.raw<RunView>(DEFAULT_RUN_VIEW);
  /** By name. */
  saved = $state.raw<readonly SavedView[]>([]);
  readonly selected = new SvelteSet<number>();
  /** The groups whose runs are not shown, by their keys. */
  readonly folded = new SvelteSet<string>();

  /** What the data folder holds. */
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

  /** In the place of one of the same name. */
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
