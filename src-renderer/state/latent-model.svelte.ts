import type { Problem } from '../../src-main/contract/error';
import { filePaths } from '../../src-main/contract/files';
import type { LatentFacts, LatentPlace, LatentQuestion } from '../../src-main/contract/latent';
import { joinedLatents, splitLatents, type Latent } from '../../src-main/presentation/latent-geometry';
import type { DecodedItem } from '../pure/decoded-item';
import type { SliderKind } from '../pure/latent-address';
import type { AttributeGroups } from '../pure/latent-groups';
import { classChoice, type ChosenClass } from '../pure/latent-class';
import {
  gridLatents,
  parseDirections,
  parseEncoded,
  parseGroupDirection,
  parseNeighbors,
  type Encoded,
  type FoundDirections,
  type GroupDirection,
  type ShownPlane,
} from '../pure/latent-planes';
import { newestOnly } from './newest-only';
import { exchangeFloats } from './read-bytes';
import { describe } from './toasts.svelte';
import type { Workbench } from './workbench.svelte';

/** Kinds of directions, which are found on demand. The principal ones also span a plane. */
type FoundKind = Exclude<SliderKind, 'latents'>;

/** Items over a plane, [side, side], row by row from the top. */
export interface DecodedGrid {
  readonly shown: ShownPlane;
  readonly side: number;
  readonly values: DecodedItem['values'];
}

const GRID_SIDE = 30;
/**
 * The most items of a sheet that are decoded in one request, and the requests under way: few items, so that the current
 * latent never waits long, and two requests, so that the session never waits for the page.
 */
const [PART, UNDER_WAY] = [150, 2];

/** Number of encoded items that a plane shows: enough to see classes, few enough to distinguish points. */
const SHOWN_ITEMS = 2000;
const DIRECTIONS = 20;

/** One model whose latent space is explored: its facts, and the current latent. */
export class LatentModel {
  readonly place: LatentPlace;
  facts = $state.raw<LatentFacts | null>(null);
  /** Why the last request failed. */
  problem = $state.raw<Problem | null>(null);
  /** The current latent. */
  latent = $state.raw<Latent | null>(null);
  /** The newest decoded item: a few milliseconds behind `latent`. */
  item = $state.raw<DecodedItem | null>(null);
  encoded = $state.raw<Encoded | null>(null);
  /** Directions by their kind; those at one latent are of the latent at which they were requested. */
  directions = $state.raw<Readonly<Partial<Record<FoundKind, FoundDirections>>>>({});
  /** Why directions of a kind could not be found. */
  directionProblems = $state.raw<Readonly<Partial<Record<FoundKind, Problem>>>>({});
  /** The direction between two groups of test items; null if they are not complete. */
  groupDirection = $state.raw<GroupDirection | null>(null);
  /** The path that was last drawn over the plane; null if none was. */
  drawn = $state.raw<readonly Latent[] | null>(null);
  /** Positions of the encoded items in UMAP's layout, [n, 2]; null until it is found. */
  layout = $state.raw<Float32Array | null>(null);
  /** Fraction of a layout that is being computed; null if none is. */
  layoutProgress = $state.raw<number | null>(null);
  /** Draws from the prior, by seed. */
  draws = $state.raw<readonly Latent[]>([]);
  /** The items decoded over the plane. */
  grid = $state.raw<DecodedGrid | null>(null);
  /** The seed of the layout that is there or being computed; null if there is none. */
  #layoutSeed: number | null = null;
  /** The class, null without classes, whose directions of a kind are there or requested. */
  readonly #directionsOf = new Map<FoundKind, number | null>();
  readonly #workbench: Workbench;
  readonly #left = new AbortController();
  readonly #decodeNewest = newestOnly((asked: { latent: Latent; chosen: ChosenClass }) =>
    this.#attempt(async () => {
      const values = await this.decode([asked.latent], asked.chosen);
      this.item = { latent: asked.latent, values };
    }),
  );

  readonly #decodeGrid = newestOnly((asked: { shown: ShownPlane; chosen: ChosenClass }) =>
    this.#attempt(() => this.#fillGrid(asked.shown, asked.chosen)),
  );

  /** Finds the direction between two groups of test items; of several in quick succession, only that of the newest. */
  readonly findGroupDirection = newestOnly((groups: AttributeGroups | null) =>
    this.#attempt(async () => {
      const { facts } = this;
      if (facts?.hasEncoder !== true) return;
      const values = groups && (await this.ask({ kind: 'groups', ...groups }));
      this.groupDirection = values && parseGroupDirection(new Float32Array(values), facts.latentSize);
    }),
  );

  constructor(workbench: Workbench, place: LatentPlace) {
    this.#workbench = workbench;
    this.place = place;
  }

  /** Loads the model and what is shown of it immediately. */
  open(): Promise<void> {
    return this.#attempt(async () => {
      this.facts = await this.#workbench.api.latent.facts(this.place, { signal: this.#left.signal });
      const { hasEncoder, latentSize } = this.facts;
      if (hasEncoder) {
        const encoded = await this.ask({ kind: 'encoded', count: SHOWN_ITEMS, seed: 0 });
        this.encoded = parseEncoded(new Float32Array(encoded), latentSize);
      }
    });
  }

  close(): void {
    this.#left.abort();
  }

  /** Draws three latents from the prior, the same for equal seeds, and makes the first the current latent. */
  async draw(seed: number): Promise<void> {
    const { facts } = this;
    if (facts === null) return;
    await this.#attempt(async () => {
      const values = await this.ask({ kind: 'draw', count: 3, seed });
      this.draws = splitLatents(new Float32Array(values), facts.latentSize);
    });
  }

  /** Finds directions: those at the current latent again, others once for each class of a conditional model. */
  async findDirections(kind: FoundKind, chosen: ChosenClass): Promise<void> {
    const { facts, latent } = this;
    const isLocal = kind === 'local' || kind === 'classes';
    if (facts === null || (isLocal && latent === null)) return;
    const { label } = classChoice(chosen, facts.classes);
    if (!isLocal && this.#directionsOf.get(kind) === label) return;
    this.#directionsOf.set(kind, label);
    const { [kind]: _earlier, ...otherProblems } = this.directionProblems;
    this.directionProblems = otherProblems;
    const method = kind !== 'principal' ? kind : facts.hasEncoder ? 'encoded' : 'generated';
    const question = { kind: 'directions', method, count: DIRECTIONS, label } as const;
    // Meanwhile another class may be chosen.
    const isWanted = () => this.#directionsOf.get(kind) === label && !this.#left.signal.aborted;
    try {
      const values = await this.ask(question, isLocal && latent !== null ? latent : new Float32Array(0));
      if (!isWanted()) return;
      const found = parseDirections(new Float32Array(values), facts.latentSize);
      this.directions = { ...this.directions, [kind]: found };
    } catch (error) {
      if (!isWanted()) return;
      this.#directionsOf.delete(kind);
      this.directionProblems = { ...this.directionProblems, [kind]: describe(error) };
    }
  }

  /** Lays the encoded items out in the plane, once for a seed, in parts, until it is stopped. */
  async findLayout(layoutSeed: number): Promise<void> {
    if (this.#layoutSeed === layoutSeed) return;
    this.#layoutSeed = layoutSeed;
    this.layout = null;
    this.layoutProgress = 0;
    // It may have been stopped, or begun with another seed, after any answer.
    const isWanted = () => this.#layoutSeed === layoutSeed;
    await this.#attempt(async () => {
      while (isWanted() && this.layout === null) {
        const answer = await this.ask({ kind: 'umap', count: SHOWN_ITEMS, seed: 0, layoutSeed });
        if (!isWanted()) return;
        const [progress = 0, ...positions] = new Float32Array(answer);
        if (positions.length > 0) this.layout = Float32Array.from(positions);
        this.layoutProgress = progress;
      }
    });
    if (!isWanted()) return;
    this.layoutProgress = null;
    // After an error, it is begun again on request.
    if (this.layout === null) this.#layoutSeed = null;
  }

  /** Asks for no further part of a layout that is not complete. */
  stopLayout(): void {
    if (this.layout !== null) return;
    this.#layoutSeed = null;
    this.layoutProgress = null;
  }

  /** Sets the current latent. Of several in quick succession, only the newest is decoded. */
  look(latent: Latent, chosen: ChosenClass): void {
    this.latent = latent;
    this.#decodeNewest({ latent, chosen });
  }

  /** Decodes a grid over a plane; of several in quick succession, only the newest. */
  showGrid(shown: ShownPlane, chosen: ChosenClass): void {
    this.#decodeGrid({ shown, chosen });
  }

  /** Decodes latents, in order. @throws WorkbenchError */
  async decode(latents: readonly Latent[], chosen: ChosenClass): Promise<DecodedItem['values']> {
    return this.#items(await this.#decoded(latents, chosen));
  }

  /** Loads items of a split. @throws WorkbenchError */
  async splitItems(split: 'test' | 'training', places: readonly number[]): Promise<DecodedItem['values']> {
    return this.#items(await this.ask({ kind: 'items', split }, Float32Array.from(places)));
  }

  /**
   * Finds the training items nearest to what a latent decodes to.
   * @returns none while `done`, the number of encoded training items, is below `total`: ask again
   * @throws WorkbenchError
   */
  async neighbors(latent: Latent, chosen: ChosenClass, count: number) {
    const choice = classChoice(chosen, this.facts?.classes ?? null);
    return parseNeighbors(new Float32Array(await this.ask({ kind: 'neighbors', count, ...choice }, latent)));
  }

  /** @throws WorkbenchError */
  ask(question: LatentQuestion, values: Float32Array = new Float32Array(0)): Promise<ArrayBuffer> {
    const { id, weights } = this.place;
    const step = this.facts?.step ?? 0;
    return exchangeFloats(filePaths.latent({ id, step, weights }, question), values, this.#left.signal);
  }

  /** Decodes many latents, in order, in parts between which the current latent is decoded. @throws WorkbenchError */
  async decodeInParts(latents: readonly Latent[], chosen: ChosenClass): Promise<DecodedItem['values']> {
    const parts: ArrayBuffer[] = [];
    let next = 0;
    const decodeRest = async () => {
      for (let part = next++; part * PART < latents.length; part = next++)
        parts[part] = await this.#decoded(latents.slice(part * PART, (part + 1) * PART), chosen);
    };
    await Promise.all(Array.from({ length: UNDER_WAY }, decodeRest));
    return this.#items(await new Blob(parts).arrayBuffer());
  }

  async #fillGrid(shown: ShownPlane, chosen: ChosenClass): Promise<void> {
    const values = await this.decodeInParts(gridLatents(shown, GRID_SIDE), chosen);
    this.grid = { shown, side: GRID_SIDE, values };
  }

  #decoded(latents: readonly Latent[], chosen: ChosenClass): Promise<ArrayBuffer> {
    const question = { kind: 'decode', ...classChoice(chosen, this.facts?.classes ?? null) } as const;
    return this.ask(question, joinedLatents(latents));
  }

  #items(bytes: ArrayBuffer): DecodedItem['values'] {
    return this.facts?.item.kind === 'points' ? new Float32Array(bytes) : new Uint8Array(bytes);
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.problem = null;
    } catch (error) {
      if (!this.#left.signal.aborted) this.problem = describe(error);
    }
  }
}
