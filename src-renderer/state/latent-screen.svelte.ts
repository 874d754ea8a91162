import { SvelteMap } from 'svelte/reactivity';
import type { LatentPlace } from '../../src-main/contract/latent';
import {
  planePoint,
  spherical,
  truncated,
  type Latent,
  type PathKind,
} from '../../src-main/presentation/latent-geometry';
import { placeText, type LatentAddress, type LatentAxes, type SliderKind } from '../pure/latent-address';
import { areComplete, NO_GROUPS, type AttributeGroups } from '../pure/latent-groups';
import type { Baskets } from '../pure/latent-baskets';
import type { ChosenClass } from '../pure/latent-class';
import { usableAxes, type ShownPlane } from '../pure/latent-planes';
import { planeFor, slidersFor } from '../pure/latent-shown';
import { groupSlider, movedTo, pinSlider, type LatentSlider } from '../pure/latent-sliders';
import { wait } from '../../src-main/contract/wait';
import { DrawnPath } from './drawn-path.svelte';
import { LatentModel } from './latent-model.svelte';
import { LatentPins } from './latent-pins.svelte';
import type { Workbench } from './workbench.svelte';

/** A walk goes from one draw to the next in this number of steps, with this interval. */
const [WALK_STEPS, WALK_MS] = [40, 60];

/** Several latent spaces, controlled together. */
export class LatentScreen {
  /** Models by the text of their place. */
  readonly models = new SvelteMap<string, LatentModel>();
  /** Pins and walks by run. */
  readonly pins = new SvelteMap<number, LatentPins>();
  axes = $state.raw<LatentAxes | null>(null);
  seed = $state.raw(1);
  /** Decides UMAP's layout. */
  layoutSeed = $state.raw(0);
  psi = $state.raw(1);
  chosen = $state.raw<ChosenClass>({ label: 0, toLabel: null, share: 0 });
  sliderKind = $state.raw<SliderKind>('latents');
  path = $state.raw<PathKind>('spherical');
  groups = $state.raw<AttributeGroups>(NO_GROUPS);
  /** Whether the walk through latents is running. */
  isWalking = $state.raw(false);
  /** The path drawn over the planes. */
  readonly drawn: DrawnPath<LatentModel>;
  readonly #workbench: Workbench;
  readonly #baskets: Baskets;
  #walk = new AbortController();

  constructor(workbench: Workbench, address: LatentAddress) {
    const { axes, seed, layoutSeed, psi, label, toLabel, share, sliders, path, baskets, groups } = address;
    this.#workbench = workbench;
    this.#baskets = baskets;
    this.axes = axes;
    this.seed = seed;
    this.layoutSeed = layoutSeed;
    this.psi = psi;
    this.chosen = { label, toLabel, share };
    this.sliderKind = sliders;
    this.path = path;
    this.groups = groups;
    this.drawn = new DrawnPath(
      { models: () => this.models.values(), planeOf: (model) => this.planeOf(model)?.plane },
      address.drawn,
    );
  }

  /**
   * Shows the models of these places, and removes others.
   * @param latents initial latents, by model; the latent of the seed where there is none of the right size
   */
  show(places: readonly LatentPlace[], latents: readonly (Latent | undefined)[] = []): void {
    const runs = new Set(places.map(({ id }) => id));
    const before = [...this.models.values()];
    if (before.length > 0 && !before.some(({ place }) => runs.has(place.id))) this.drawn.clear();
    const wanted = new Map(places.map((place, i) => [placeText(place), { place, latent: latents[i] }]));
    for (const [key, model] of this.models) {
      if (wanted.has(key)) continue;
      model.close();
      this.models.delete(key);
    }
    this.#showPins(places.map(({ id }) => id));
    for (const [key, { place, latent }] of wanted) {
      if (this.models.has(key)) continue;
      const model = new LatentModel(this.#workbench, place);
      this.models.set(key, model);
      void this.#begin(model, latent);
    }
  }

  /** The baskets that were chosen for pins of any run. */
  get baskets(): Baskets {
    return new Map([...this.pins.values()].flatMap((pins) => [...pins.chosenBaskets]));
  }

  close(): void {
    this.isWalking = false;
    this.#walk.abort();
    for (const model of this.models.values()) model.close();
    this.models.clear();
    this.pins.clear();
  }

  /** Whether a model shows a layout of its encoded items in place of a plane. */
  showsLayout({ facts }: LatentModel): boolean {
    return facts !== null && usableAxes(this.axes, facts).kind === 'umap';
  }

  /** Looks at the encoding of a test item in all models that have encoded it. */
  lookAtItem(item: number): void {
    for (const model of this.models.values()) {
      const index = model.encoded?.items.indexOf(item) ?? -1;
      const latent = model.encoded?.latents[index];
      if (latent !== undefined) model.look(latent, this.chosen);
    }
  }

  /** Shows the default planes in place of a layout. */
  leaveLayout(): void {
    this.axes = null;
    for (const model of this.models.values()) this.#findParts(model);
  }

  /** The plane that a model shows; null while its data is loading. */
  planeOf(model: LatentModel): ShownPlane | null {
    const { facts, draws, encoded, directions } = model;
    if (facts === null || (facts.hasEncoder && encoded === null)) return null;
    return planeFor(model, facts, this.axes, draws, this.psi, encoded, directions.principal ?? null);
  }

  /** Names of the classes of a model's dataset. */
  classNamesOf({ place: { id } }: LatentModel): readonly string[] {
    const run = this.#workbench.run(id);
    return run === undefined ? [] : this.#workbench.classNamesOf(run);
  }

  /** The sliders of a model, whose dataset has these classes; empty until its directions are found. */
  slidersOf(model: LatentModel, classNames: readonly string[]): LatentSlider[] {
    const { facts, encoded, directions, groupDirection, place } = model;
    const { sliderKind: kind } = this;
    if (facts === null) return [];
    const found = kind === 'latents' ? null : (directions[kind] ?? null);
    const sliders = slidersFor(model, kind, facts, encoded, found, classNames);
    if (kind !== 'attributes' || found === null) return sliders;
    const between = this.pins.get(place.id)?.between() ?? null;
    return [
      ...sliders,
      ...(between === null ? [] : [pinSlider(facts, encoded, between)]),
      ...(groupDirection === null ? [] : [groupSlider(facts, encoded, groupDirection)]),
    ];
  }

  chooseSliders(kind: SliderKind): void {
    this.sliderKind = kind;
    for (const model of this.models.values()) this.#findSliders(model);
  }

  /** Chooses the groups of an attribute, and finds its direction in all models with an encoder. */
  chooseGroups(groups: AttributeGroups): void {
    this.groups = groups;
    for (const model of this.models.values()) this.#findGroup(model);
  }

  /** Moves all models along the direction with this index among their sliders. */
  slide(index: number, value: number): void {
    for (const model of this.models.values()) {
      const slider = this.slidersOf(model, this.classNamesOf(model))[index];
      if (slider !== undefined && model.latent !== null)
        model.look(movedTo(slider, model.latent, value), this.chosen);
    }
  }

  /** Walks from draw to draw, until it is called again or the screen is left. */
  async toggleWalk(): Promise<void> {
    this.isWalking = !this.isWalking;
    this.#walk.abort();
    if (!this.isWalking) return;
    this.#walk = new AbortController();
    const { signal } = this.#walk;
    while (!signal.aborted) {
      this.seed += 1;
      const starts = [...this.models.values()].map((model) => ({ model, from: model.latent }));
      await Promise.all(starts.map(({ model }) => model.draw(this.seed)));
      for (let leg = 1; leg <= WALK_STEPS && !signal.aborted; leg++) {
        for (const { model, from } of starts) {
          const [end] = model.draws;
          if (from !== null && end !== undefined)
            model.look(spherical(from, truncated(end, this.psi), leg / WALK_STEPS), this.chosen);
        }
        await wait(WALK_MS, signal);
      }
    }
  }

  /** Moves all models to the same position in their planes. */
  moveTo(x: number, y: number): void {
    for (const model of this.models.values()) {
      const shown = this.planeOf(model);
      if (shown !== null) model.look(planePoint(shown.plane, x, y), this.chosen);
    }
  }

  /** Lays encodings out with the random numbers of another seed. */
  chooseLayoutSeed(seed: number): void {
    this.layoutSeed = seed;
    for (const model of this.models.values()) this.#findParts(model);
  }

  chooseAxes(axes: LatentAxes): void {
    this.axes = axes;
    for (const model of this.models.values()) this.#findParts(model);
  }

  chooseClass(change: Partial<ChosenClass>): void {
    const { label } = this.chosen;
    this.chosen = { ...this.chosen, ...change };
    for (const model of this.models.values()) {
      if (model.latent !== null) model.look(model.latent, this.chosen);
      // What a conditional model generates varies in other directions for another class.
      if (this.chosen.label === label || (model.facts?.classes ?? null) === null) continue;
      this.#findParts(model);
      this.#findSliders(model);
    }
  }

  /** Switches to other draws from the prior. */
  async chooseSeed(seed: number): Promise<void> {
    this.seed = seed;
    await Promise.all([...this.models.values()].map((model) => this.#drawn(model)));
  }

  choosePsi(psi: number): void {
    this.psi = psi;
    for (const model of this.models.values()) this.#lookAtDraw(model);
  }

  async #begin(model: LatentModel, latent: Latent | undefined): Promise<void> {
    await model.open();
    if (model.facts === null) return;
    await model.draw(this.seed);
    this.#findParts(model);
    if (latent !== undefined && latent.length === model.facts?.latentSize) model.look(latent, this.chosen);
    else this.#lookAtDraw(model);
    this.#findSliders(model);
  }

  #showPins(runs: readonly number[]): void {
    for (const id of [...this.pins.keys()]) if (!runs.includes(id)) this.pins.delete(id);
    for (const id of runs) {
      if (this.pins.has(id)) continue;
      const pins = new LatentPins(this.#workbench.api.latent, id, this.#baskets);
      this.pins.set(id, pins);
      void pins.load();
    }
  }

  #findSliders(model: LatentModel): void {
    const { sliderKind: kind } = this;
    if (kind !== 'latents') void model.findDirections(kind, this.chosen);
    if (kind === 'attributes') this.#findGroup(model);
  }

  #findGroup(model: LatentModel): void {
    model.findGroupDirection(areComplete(this.groups) ? this.groups : null);
  }

  #findParts(model: LatentModel): void {
    if (model.facts === null) return;
    const { kind } = usableAxes(this.axes, model.facts);
    if (kind === 'principal') void model.findDirections(kind, this.chosen);
    if (kind === 'umap') void model.findLayout(this.layoutSeed);
    else model.stopLayout();
  }

  async #drawn(model: LatentModel): Promise<void> {
    await model.draw(this.seed);
    this.#lookAtDraw(model);
  }

  #lookAtDraw(model: LatentModel): void {
    const [first] = model.draws;
    if (first !== undefined) model.look(truncated(first, this.psi), this.chosen);
  }
}
