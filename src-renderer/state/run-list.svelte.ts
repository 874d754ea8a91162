import { SvelteSet } from 'svelte/reactivity';
import { NEWEST_FIRST, type RunOrder } from '../pure/run-order';

const KEY = 'run-order';

/** How the list of runs is looked at: the same when a person comes back to it. The order lasts beyond that. */
class RunList {
  query = $state.raw('');
  readonly selected = new SvelteSet<number>();
  #order = $state.raw<RunOrder>(storedOrder());

  get order(): RunOrder {
    return this.#order;
  }

  set order(order: RunOrder) {
    this.#order = order;
    localStorage.setItem(KEY, JSON.stringify(order));
  }
}

function storedOrder(): RunOrder {
  try {
    const { key, descending } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<RunOrder>;
    return typeof key === 'string' && typeof descending === 'boolean' ? { key, descending } : NEWEST_FIRST;
  } catch {
    return NEWEST_FIRST;
  }
}

export const runList = new RunList();
