import type { ApiClient } from '../../src-main/contract/api';
import type { Problem } from '../../src-main/contract/error';
import type {
  NewSavedLatents,
  SavedLatents,
  SavedLatentsChange,
} from '../../src-main/contract/saved-latents';
import {
  analogyGrid,
  arithmetic,
  latentPath,
  meanLatent,
  neighborGrid,
  type Latent,
  type PathKind,
} from '../../src-main/presentation/latent-geometry';
import { defaultBaskets, toggledBasket, type Basket, type Baskets } from '../pure/latent-baskets';
import { classChoice, type ChosenClass } from '../pure/latent-class';
import { attempt } from './actions';
import type { LatentModel } from './latent-model.svelte';
import { describe, toasts } from './toasts.svelte';
import { t } from '../../src-main/contract/texts';

type SavedLatentsApi = Pick<ApiClient['latent'], 'saved' | 'save' | 'changeSaved' | 'removeSaved'>;

interface PathToSave extends Pick<SavedLatents, 'kind' | 'path'> {
  readonly latents: readonly Latent[];
}

/** The pins and walks that are saved with a run, and the baskets of its pins. */
export class LatentPins {
  all = $state.raw<readonly SavedLatents[]>([]);
  /** Why they could not be loaded. */
  problem = $state.raw<Problem | null>(null);
  readonly #api: SavedLatentsApi;
  readonly #runId: number;
  /** null until a basket is chosen. */
  #chosen = $state.raw<Baskets | null>(null);

  /** @param baskets of pins of any run */
  constructor(api: SavedLatentsApi, runId: number, baskets: Baskets) {
    this.#api = api;
    this.#runId = runId;
    if (baskets.size > 0) this.#chosen = baskets;
  }

  get pins(): readonly SavedLatents[] {
    return this.all.filter(({ kind }) => kind === 'pin');
  }

  get walks(): readonly SavedLatents[] {
    return this.all.filter(({ kind }) => kind === 'walk');
  }

  get baskets(): Baskets {
    const { pins } = this;
    const own = new Map([...(this.#chosen ?? [])].filter(([id]) => pins.some((pin) => pin.id === id)));
    return this.#chosen === null || own.size === 0 ? defaultBaskets(pins) : own;
  }

  /** The baskets that were chosen, here or in the address; empty for the default. */
  get chosenBaskets(): Baskets {
    if (this.#chosen === null) return new Map();
    return this.all.length === 0 ? this.#chosen : this.baskets;
  }

  async load(): Promise<void> {
    try {
      this.all = await this.#api.saved({ id: this.#runId });
      this.problem = null;
    } catch (error) {
      this.problem = describe(error);
    }
  }

  /** Latents of a model and a class, to be saved under the next free name. */
  contentOf(
    { place, facts }: Pick<LatentModel, 'place' | 'facts'>,
    chosen: ChosenClass,
    { kind, latents, path }: PathToSave,
  ): NewSavedLatents {
    return {
      place: { ...place, step: facts?.step ?? 0 },
      kind,
      name: this.nextName(kind),
      latents: latents.map((latent) => [...latent]),
      ...classChoice(chosen, facts?.classes ?? null),
      path,
    };
  }

  /** Saves latents; a refusal is shown in a toast. @returns their number; null after a refusal */
  async save(given: NewSavedLatents): Promise<number | null> {
    const saved = await attempt(() => this.#api.save(given));
    if (saved !== undefined) this.all = [...this.all, saved];
    return saved?.id ?? null;
  }

  /** Returns the number of a walk with these latents and this class, after saving it if there is none. */
  async savedWalk(given: NewSavedLatents): Promise<number | null> {
    const contentOf = ({
      latents,
      label,
      to,
      path,
    }: Pick<SavedLatents, 'latents' | 'label' | 'to' | 'path'>) => JSON.stringify([latents, label, to, path]);
    const found = this.walks.find((walk) => contentOf(walk) === contentOf(given));
    return found?.id ?? this.save(given);
  }

  async change(id: number, change: SavedLatentsChange): Promise<void> {
    const changed = await attempt(() => this.#api.changeSaved({ id, ...change }));
    if (changed !== undefined) this.all = this.all.map((one) => (one.id === id ? changed : one));
  }

  /** Removes saved latents, with an undo. */
  async remove(saved: SavedLatents): Promise<void> {
    const { id, name } = saved;
    const { baskets } = this;
    const chosen = this.#chosen;
    const isDone = await attempt(() => this.#api.removeSaved({ id }).then(() => true));
    if (isDone !== true) return;
    this.all = this.all.filter((one) => one.id !== id);
    toasts.info(t.datasets.removed(name), {
      label: t.common.undo,
      run: () => void this.#restore(saved, this.#chosen === chosen ? baskets : this.baskets),
    });
  }

  /** Saves removed latents again. @param baskets those of all pins, this one still with its old number */
  async #restore({ inReport, ...saved }: SavedLatents, baskets: Baskets): Promise<void> {
    const { id: before, kind, runId, step, weights, name, latents, label, to, path } = saved;
    const id = await this.save({ place: { id: runId, step, weights }, kind, name, latents, label, to, path });
    if (id === null) return;
    const own = baskets.get(before);
    if (own !== undefined) this.#chosen = new Map([...baskets, [id, own]]);
    if (inReport) await this.change(id, { inReport });
  }

  /** Puts a pin into a basket, or removes it. */
  toggle(id: number, basket: Basket): void {
    this.#chosen = toggledBasket(this.baskets, id, basket);
  }

  /** A path from the mean of a to that of b; null if one is empty. */
  path(count: number, kind: PathKind): readonly Latent[] | null {
    const [from, to] = [this.#in('a'), this.#in('b')];
    return from.length === 0 || to.length === 0
      ? null
      : latentPath(meanLatent(from), meanLatent(to), count, kind);
  }

  /** The mean of a and that of b, between which the hand-chosen attribute differs; null if one is empty. */
  between(): { readonly from: Latent; readonly to: Latent } | null {
    const [to, from] = [this.#in('a'), this.#in('b')];
    return from.length === 0 || to.length === 0 ? null : { from: meanLatent(from), to: meanLatent(to) };
  }

  /** The J-diagram from b, a and c to a − b + c, [side, side]; null if a basket is empty. */
  analogy(side: number, kind: PathKind): readonly Latent[] | null {
    return analogyGrid({ a: this.#in('a'), b: this.#in('b'), c: this.#in('c') }, side, kind);
  }

  /** The result of an analogy among the nearest of some latents, [5, 5]; null if a basket is empty or they are few. */
  resultAmong(others: readonly Latent[], kind: PathKind): readonly Latent[] | null {
    const result = arithmetic(this.#in('a'), this.#in('b'), this.#in('c'));
    return result === null ? null : neighborGrid(result, others, kind);
  }

  /** The next free name: “Pin 3”. */
  nextName(kind: SavedLatents['kind']): string {
    const word = kind === 'pin' ? t.latent.pinWord : t.latent.walkWord;
    const numbers = this.all.map(({ name }) => Number(new RegExp(`^${word} (\\d+)$`).exec(name)?.[1] ?? 0));
    return `${word} ${String(Math.max(0, ...numbers) + 1)}`;
  }

  #in(basket: Basket): Latent[] {
    const { baskets } = this;
    return this.pins
      .filter(({ id }) => baskets.get(id)?.includes(basket) === true)
      .map(({ latents: [latent = []] }) => Float32Array.from(latent));
  }
}
