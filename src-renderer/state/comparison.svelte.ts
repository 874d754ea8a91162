import type { Run } from '../../src-main/contract/run';
import type { RunLook } from '../../src-main/presentation/run-looks';
import { RunFeed } from './run-feed.svelte';
import type { Workbench } from './workbench.svelte';

/** The feeds of the runs compared; those that stay are not loaded again when another comes or goes. */
export class Comparison {
  feeds = $state.raw<ReadonlyMap<number, RunFeed>>(new Map());
  readonly #workbench: Workbench;
  readonly #close = new Map<number, () => void>();

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  follow(ids: readonly number[]): void {
    const feeds = new Map<number, RunFeed>();
    for (const [id, close] of this.#close) {
      if (ids.includes(id)) continue;
      close();
      this.#close.delete(id);
    }
    for (const id of ids) {
      const feed = this.feeds.get(id) ?? new RunFeed(this.#workbench, id);
      if (!this.#close.has(id)) this.#close.set(id, feed.open());
      feeds.set(id, feed);
    }
    this.feeds = feeds;
  }

  close(): void {
    this.follow([]);
  }
}

export interface ComparedColumn {
  readonly run: Run;
  readonly feed: RunFeed;
  readonly look: RunLook;
}
