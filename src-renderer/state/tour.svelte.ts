import * as z from 'zod';
import { firstRuns, groupOf } from '../../src-main/presentation/starters';
import { TOUR_LENGTH, tourSteps, type TourRuns } from '../pure/tour';
import { attempt } from './actions';
import { router } from './router.svelte';
import type { Workbench } from './workbench.svelte';

const KEY = 'tour';
const StoredSchema = z.object({
  step: z
    .int()
    .min(0)
    .max(TOUR_LENGTH - 1),
  runs: z.object({ gan: z.int(), vae: z.int() }).nullable(),
});
type Stored = z.infer<typeof StoredSchema>;

/** The guided tour: where it is, kept in the window, so that it can be left and taken up again. */
class Tour {
  isOpen = $state(false);
  isLaunching = $state(false);
  #at = $state.raw<Stored>(stored());

  get step(): number {
    return this.#at.step;
  }

  /** The runs of the tour, if they were launched and still exist. */
  runs(workbench: Workbench): TourRuns | null {
    const { runs } = this.#at;
    return runs !== null && workbench.run(runs.gan) && workbench.run(runs.vae) ? runs : null;
  }

  /** Opens the tour where it was left, or at its first step if its runs are gone. */
  start(workbench: Workbench): void {
    this.isOpen = true;
    this.go(workbench, this.step);
  }

  /** Goes to a step, and to its screen. */
  go(workbench: Workbench, step: number): void {
    const runs = this.runs(workbench);
    const at = runs === null ? 0 : step;
    const shown = tourSteps()[at];
    if (shown === undefined) return;
    this.#store({ step: at, runs });
    router.go(shown.path(runs ?? { gan: 0, vae: 0 }));
  }

  leave(): void {
    this.isOpen = false;
  }

  /** Leaves at the end; the next tour begins at its first step. */
  finish(): void {
    this.#store({ ...this.#at, step: 0 });
    this.leave();
  }

  /** Launches both runs, and goes on. A refusal is shown in a toast. */
  async launch(workbench: Workbench): Promise<void> {
    const group = firstRuns()
      .map(groupOf)
      .find((one) => one !== null);
    if (group === undefined || this.isLaunching) return;
    this.isLaunching = true;
    const launched = await attempt(() => workbench.api.runs.createGroup(group));
    this.isLaunching = false;
    if (launched === undefined) return;
    for (const run of launched) workbench.takeRun(run);
    const [gan, vae] = ['gan-mlp', 'vae-mlp'].map((model) =>
      launched.find(({ config }) => config.model === model),
    );
    if (gan === undefined || vae === undefined) return;
    this.#store({ step: 0, runs: { gan: gan.id, vae: vae.id } });
    this.go(workbench, 1);
  }

  #store(at: Stored): void {
    this.#at = at;
    localStorage.setItem(KEY, JSON.stringify(at));
  }
}

function stored(): Stored {
  try {
    return StoredSchema.parse(JSON.parse(localStorage.getItem(KEY) ?? ''));
  } catch {
    return { step: 0, runs: null };
  }
}

export const tour = new Tour();
