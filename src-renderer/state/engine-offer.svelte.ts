import type { Workbench } from './workbench.svelte';

const KEY = 'engine-offer';
const LATER = 'later';

/** The offer to fetch native TensorFlow: opens by itself once, and from the settings. */
class EngineOffer {
  #isOpen = $state.raw(false);
  #isPostponed = $state.raw(localStorage.getItem(KEY) === LATER);

  /** Whether native TensorFlow is missing here and can be fetched. */
  isDue({ engineFetch, system }: Workbench): boolean {
    if (system?.engine.backend !== 'cpu' || engineFetch === null) return false;
    return ['absent', 'fetching', 'unpacking'].includes(engineFetch.state);
  }

  isOpen(workbench: Workbench): boolean {
    const { engineFetch } = workbench;
    return this.#isOpen || (!this.#isPostponed && (this.isDue(workbench) || engineFetch?.state === 'ready'));
  }

  open(): void {
    this.#isOpen = true;
  }

  /** Does not open by itself any more. */
  close(): void {
    localStorage.setItem(KEY, LATER);
    this.#isPostponed = true;
    this.#isOpen = false;
  }
}

export const engineOffer = new EngineOffer();
