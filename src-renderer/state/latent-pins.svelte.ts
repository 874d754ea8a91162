import {
  arithmetic,
  latentPath,
  meanLatent,
  type Latent,
  type PathKind,
} from '../../src-main/presentation/latent-geometry';
import type { DecodedItem } from '../pure/decoded-item';

export const BASKETS = ['a', 'b', 'c'] as const;
export type Basket = (typeof BASKETS)[number];

export interface Pin extends DecodedItem {
  readonly id: number;
  readonly baskets: readonly Basket[];
}

/** Latents of a model that a person saves for later or for arithmetic: a basket represents the mean of its pins. */
export class LatentPins {
  all = $state.raw<readonly Pin[]>([]);
  #next = 1;

  /** Adds a pin; the first two pins are put into the first and second basket. */
  add(item: DecodedItem): void {
    const basket = this.all.length < 2 ? BASKETS[this.all.length] : undefined;
    this.all = [...this.all, { ...item, id: this.#next++, baskets: basket === undefined ? [] : [basket] }];
  }

  remove(id: number): void {
    this.all = this.all.filter((pin) => pin.id !== id);
  }

  /** Puts a pin into a basket, or removes it. */
  toggle(id: number, basket: Basket): void {
    this.all = this.all.map((pin) => {
      if (pin.id !== id) return pin;
      const others = pin.baskets.filter((one) => one !== basket);
      return { ...pin, baskets: others.length < pin.baskets.length ? others : [...others, basket] };
    });
  }

  /** A path from the mean of a to that of b; null if one is empty. */
  path(count: number, kind: PathKind): readonly Latent[] | null {
    const [from, to] = [this.#in('a'), this.#in('b')];
    return from.length === 0 || to.length === 0
      ? null
      : latentPath(meanLatent(from), meanLatent(to), count, kind);
  }

  /** a − b + c; null if one is empty. */
  sum(): Latent | null {
    return arithmetic(this.#in('a'), this.#in('b'), this.#in('c'));
  }

  #in(basket: Basket): Latent[] {
    return this.all.filter(({ baskets }) => baskets.includes(basket)).map(({ latent }) => latent);
  }
}
