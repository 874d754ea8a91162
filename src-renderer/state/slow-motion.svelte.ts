import { SvelteMap } from 'svelte/reactivity';

/** Steps in a second of the runs that were slowed down in this window, by run. */
export const slowMotion = new SvelteMap<number, number>();
