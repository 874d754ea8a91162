import type { Run } from '../../src-main/contract/run';
import type { RunLook } from '../../src-main/presentation/run-looks';
import { RunFacts } from './run-facts.svelte';
import { RunFeed } from './run-feed.svelte';
import type { Workbench } from './workbench.svelte';

/** The feeds and facts of the compared runs; runs that stay are not reloaded when another is added or removed. */
export class Comparison {
  feeds = $state.raw<ReadonlyMap<number, RunFeed>>(new Map());
  facts = $state.raw<ReadonlyMap<number, RunFacts>>(new Map());
  readonly #workbench: Workbench;
  readonly #close = new Map<number, () => void>();

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  follow(ids: readonly number[]): void {
    const feeds = new Map<number, RunFeed>();
    const facts = new Map<number, RunFacts>();
    for (const [id, close] of this.#close) {
      if (ids.includes(id)) continue;
      close();
      this.#close.delete(id);
    }
    for (const id of ids) {
      const feed = this.feeds.get(id) ?? new RunFeed(this.#workbench, id);
      const known = this.facts.get(id) ?? new RunFacts(this.#workbench, id);
      if (!this.#close.has(id)) this.#close.set(id, opened(feed, known));
      feeds.set(id, feed);
      facts.set(id, known);
    }
    this.feeds = feeds;
    this.facts = facts;
  }

  close(): void {
    this.follow([]);
  }
}

function opened(...all: readonly { open(): () => void }[]): () => void {
  const leave = all.map((one) => one.open());
  return () => {
    for (const end of leave) end();
  };
}

export interface ComparedColumn {
  readonly run: Run;
  readonly feed: RunFeed;
  readonly facts: RunFacts;
  readonly look: RunLook;
}
