import type { en } from './en';

/**
 * The texts of the interface, grouped by screen. English has the keys; another language without one of them does not
 * compile.
 */
export type Texts = typeof en;
